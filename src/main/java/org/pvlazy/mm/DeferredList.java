package org.pvlazy.mm;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.pvlazy.probe.Sanitizer;
import org.pvlazy.probe.Sanitizer.Splat;

/**
 * context.deferred_list (patch 10): the array pages with what exit_mmap set aside. It belongs to the address space, not to a VM. The
 * head is a part of struct mm_struct, so whoever touches it must have a reference on mm_count.
 *
 * <p>As posted it has no lock. Every method is one or two words of memory read or written, and is a part of one step.
 */
public final class DeferredList {
    /** Repair: held around the whole drain. */
    private final ReentrantLock drainLock = new ReentrantLock();

    private final int capacity;
    private final Sanitizer sanitizer;
    private final Runnable mmAlive;
    private final IdAllocator ids;
    /** By number. Guarded by this. */
    private final List<@Nullable ArrayPage> allocated = new ArrayList<>();

    private final ArrayPage head = new ArrayPage(0, 0);

    /**
     * An empty list.
     *
     * @param capacity pages that an array page has room for; PV_MAX_LAZY_COUNT
     * @param mmAlive complains if struct mm_struct was freed
     */
    DeferredList(int capacity, Sanitizer sanitizer, Runnable mmAlive) {
        this.capacity = capacity;
        this.sanitizer = sanitizer;
        this.mmAlive = mmAlive;
        ids = new IdAllocator("array page", sanitizer);
        head.prev = head;
        head.next = head;
    }

    /** list_empty. */
    public boolean empty() {
        mmAlive.run();
        return head.next == head;
    }

    /** list_first_entry; null if the list is empty. */
    public @Nullable ArrayPage first() {
        mmAlive.run();
        return entry(head.next);
    }

    /**
     * list_next_entry; null if that is the head. Of an entry that is off the list, whose next is LIST_POISON1, it is null, too: only a
     * list_del looks at it, and that reports the entry.
     *
     * @param array null for the head itself
     */
    public @Nullable ArrayPage next(@Nullable ArrayPage array) {
        if (array == null) {
            return first();
        }
        checkLive(array, "read of the next entry in");
        return entry(array.next);
    }

    /** Reports what {@link #next} would report. */
    public void checkNext(@Nullable ArrayPage array) {
        if (array == null) {
            mmAlive.run();
        } else {
            checkLive(array, "read of the next entry in");
        }
    }

    /** list_add: in front. */
    public void add(ArrayPage array) {
        mmAlive.run();
        ArrayPage second = Objects.requireNonNull(head.next);
        array.next = second;
        array.prev = head;
        second.prev = array;
        // From here on the others see it.
        head.next = array;
    }

    /** list_del. Of what is not on the list, or freed, it is a {@link Splat#LIST_CORRUPTION}. */
    public void delete(ArrayPage array) {
        ArrayPage before = array.prev;
        ArrayPage behind = array.next;
        if (array.freed() || before == null || behind == null) {
            throw sanitizer.report(Splat.LIST_CORRUPTION, "list_del of array page " + array.id());
        }
        if (before == head || behind == head) {
            mmAlive.run();
        }
        before.next = behind;
        behind.prev = before;
        array.prev = null;
        array.next = null;
    }

    /** uv_destroy_page_lazy, Z2: whether a fresh array page is needed. */
    public boolean needsArray(@Nullable ArrayPage first) {
        return first == null || first.full();
    }

    /** uv_destroy_page_lazy, Z3: enters the page into an array page that was the first one once. */
    public void append(ArrayPage array, int pfn) {
        checkLive(array, "write of");
        array.append(pfn);
    }

    /** alloc_page, with count 0. */
    public synchronized ArrayPage allocate() {
        ArrayPage array = new ArrayPage(ids.allocate(), capacity);
        while (allocated.size() <= array.id()) {
            allocated.add(null);
        }
        allocated.set(array.id(), array);
        return array;
    }

    /** free_page. */
    public synchronized void free(ArrayPage array) {
        ids.free(array.id());
        array.markFreed();
        allocated.set(array.id(), null);
    }

    /** The lock of the repair that drains one at a time. */
    public ReentrantLock drainLock() {
        return drainLock;
    }

    /** The allocator of array pages. */
    public IdAllocator ids() {
        return ids;
    }

    /** The array page with this number; null if none is allocated. */
    public synchronized @Nullable ArrayPage array(int id) {
        return id < allocated.size() ? allocated.get(id) : null;
    }

    /** The numbers of the array pages on the list, in their order. For an observer: asks nobody whether the mm is alive. */
    public List<Integer> listed() {
        List<Integer> listed = new ArrayList<>();
        for (ArrayPage array = head.next; array != head && array != null; array = array.next) {
            listed.add(array.id());
        }
        return listed;
    }

    /** Takes the first array page off a list whose struct mm_struct is about to be freed; null if there is none. */
    public @Nullable ArrayPage poll() {
        ArrayPage array = entry(head.next);
        if (array != null) {
            ArrayPage behind = Objects.requireNonNull(array.next);
            head.next = behind;
            behind.prev = head;
        }
        return array;
    }

    private @Nullable ArrayPage entry(@Nullable ArrayPage array) {
        return array == head ? null : array;
    }

    private void checkLive(ArrayPage array, String use) {
        if (array.freed()) {
            throw sanitizer.report(Splat.ARRAY_USE_AFTER_FREE, use + " array page " + array.id());
        }
    }
}
