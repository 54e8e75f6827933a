package org.pvlazy.mm;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * PG_locked of every page frame. It belongs to the frame and not to what is in it: whoever waits for it needs a reference of the page,
 * or may lock a page that has been freed meanwhile.
 */
public final class PageLocks {
    private final AtomicReferenceArray<@Nullable Thread> holders;

    PageLocks(int pages) {
        holders = new AtomicReferenceArray<>(pages + 1);
    }

    /** lock_page: waits for the lock. */
    public void lock(int pfn) {
        while (!tryLock(pfn)) {
            Thread.onSpinWait();
        }
    }

    /** trylock_page. */
    public boolean tryLock(int pfn) {
        return holders.compareAndSet(pfn, null, Thread.currentThread());
    }

    /** unlock_page. */
    public void unlock(int pfn) {
        holders.set(pfn, null);
    }

    /** Who has locked the page; the kernel does not note it, an observer may ask. Null if nobody has. */
    public @Nullable Thread holder(int pfn) {
        return holders.get(pfn);
    }
}
