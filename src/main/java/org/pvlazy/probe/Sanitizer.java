package org.pvlazy.probe;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Keeps the first mistake that the implementation detected in itself, as KASAN and the refcount checks of a kernel do. */
public final class Sanitizer {
    /** What can be detected. */
    public enum Splat {
        /** struct mm_struct was used after mm_count reached 0. */
        MM_USE_AFTER_FREE,
        /** mm_users or mm_count was dropped below 0. */
        MM_UNDERFLOW,
        /** is_protected was decremented below 0. */
        PROTECTED_UNDERFLOW,
        /** A page reference was dropped below 0, or taken on a free page. */
        PAGE_UNDERFLOW,
        /** A page reference was taken by get_page while an import has the page frozen, so that its count is 0 (VM_BUG_ON_PAGE). */
        FROZEN_PAGE_GET,
        /** A page reference was dropped while an import has the page frozen, so that its count is 0 (VM_BUG_ON_PAGE). */
        FROZEN_PAGE_PUT,
        /** A page went back to the allocator while a configuration owned it. */
        SECURE_PAGE_FREED,
        /** A UVC was issued with handle 0. */
        UVC_HANDLE_ZERO,
        /** Donated memory, a table or a priv was freed twice or never allocated. */
        DOUBLE_FREE,
        /** A page table was read or written after it was freed. */
        TABLE_USE_AFTER_FREE,
        /** A priv was used after it was freed. */
        PRIV_USE_AFTER_FREE,
        /** list_del of an array page that is not on deferred_list any more. */
        LIST_CORRUPTION,
        /** An array page of deferred_list was used after it was freed. */
        ARRAY_USE_AFTER_FREE,
        /** At the end something is allocated that nobody leaked on purpose. */
        LEAK
    }

    private final AtomicReference<@Nullable KernelBug> first = new AtomicReference<>();

    /**
     * Records the mistake, if it is the first one, and stops the calling thread.
     *
     * @return never; typed so that callers can write {@code throw}
     */
    public KernelBug report(Splat splat, String detail) {
        KernelBug bug = new KernelBug(splat, detail);
        first.compareAndSet(null, bug);
        throw bug;
    }

    /** The first mistake detected, or null. */
    public @Nullable KernelBug first() {
        return first.get();
    }

    /** The implementation found that it made a mistake; the thread that made it goes no further. */
    public static final class KernelBug extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final Splat splat;

        KernelBug(Splat splat, String detail) {
            super(splat + ": " + detail);
            this.splat = splat;
        }

        /** The kind of mistake. */
        public Splat splat() {
            return splat;
        }
    }
}
