package org.pvlazy.kvm;

import java.util.function.BooleanSupplier;

/** The pages that s390_uv_destroy_pfns (patch 06) is going through. On the stack of the thread that cleans, and its alone. */
public abstract sealed class PfnBatch permits ResetWalkState, DrainState {
    private int[] pfns;
    private int count;
    private int cursor;

    PfnBatch(int[] pfns) {
        this.pfns = pfns;
    }

    /** Pages in the batch; 0 between batches. */
    public final int count() {
        return count;
    }

    /** How many of them are done with. */
    public final int cursor() {
        return cursor;
    }

    /** The i-th page, from 0. */
    public final int pfn(int i) {
        return pfns[i];
    }

    /** Whether the pages come from deferred_list, and not from the page tables. */
    abstract boolean setAside();

    /**
     * The put_page calls of the current page.
     *
     * @param put makes them, and says whether they freed the page
     */
    abstract void put(BooleanSupplier put);

    /** One more page. Returns 1 when the batch is full, 0 to go on. */
    final int add(int pfn) {
        pfns[count] = pfn;
        count++;
        return count == pfns.length ? 1 : 0;
    }

    /** Another batch; the one before is done with. */
    final void replace(int[] others) {
        pfns = others;
        count = others.length;
    }

    /** One page is destroyed and its references are dropped. After the last one the batch is empty. */
    final void destroyed() {
        cursor++;
        if (cursor == count) {
            cursor = 0;
            count = 0;
        }
    }

    final boolean empty() {
        return count == 0;
    }

    final int currentPfn() {
        return pfns[cursor];
    }
}
