package org.pvlazy.mm;

import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * struct destroy_page_lazy (patch 10): a page full of the numbers of pages that were set aside. No lock: as posted, whoever gets
 * hold of it reads and writes it.
 */
public final class ArrayPage {
    private final int id;
    private final int[] pfns;

    /** list.prev and list.next; null once it is off the list, LIST_POISON1 and 2. */
    volatile @Nullable ArrayPage prev;

    volatile @Nullable ArrayPage next;
    private volatile int count;
    private volatile boolean freed;

    ArrayPage(int id, int capacity) {
        this.id = id;
        pfns = new int[capacity];
    }

    /** What tells it from others; 0 for the head of the list, which is part of struct mm_struct. */
    public int id() {
        return id;
    }

    /** How many pages are in it. */
    public int count() {
        return count;
    }

    /** The i-th page, from 0. */
    public int pfn(int i) {
        return pfns[i];
    }

    /** All pages in it. */
    public List<Integer> pages() {
        return IntStream.range(0, count).mapToObj(this::pfn).toList();
    }

    /** Whether it cannot take one more. */
    boolean full() {
        return count >= pfns.length;
    }

    /** {@code pfns[count++] = pfn}; whoever read count before does not hear of it. */
    void append(int pfn) {
        int at = count;
        pfns[at] = pfn;
        count = at + 1;
    }

    /** Whether free_page was called for it. */
    public boolean freed() {
        return freed;
    }

    void markFreed() {
        freed = true;
    }
}
