package org.pvlazy.mm;

import java.util.BitSet;
import java.util.function.IntConsumer;
import org.pvlazy.probe.Sanitizer;
import org.pvlazy.probe.Sanitizer.Splat;

/**
 * An allocator of things that only have an identity: top-level tables (alloc_pages of CRST_ALLOC_ORDER) or donated storage
 * (stor_base and stor_var). It hands out the lowest free number from 1, so that equal runs get equal numbers.
 */
public final class IdAllocator {
    private final String what;
    private final Sanitizer sanitizer;
    /** Guarded by this. */
    private final BitSet allocated = new BitSet();

    /**
     * An allocator from which nothing is taken yet.
     *
     * @param what what the numbers stand for, to be read in a report
     */
    public IdAllocator(String what, Sanitizer sanitizer) {
        this.what = what;
        this.sanitizer = sanitizer;
    }

    /** alloc_pages: the lowest free number. */
    public synchronized int allocate() {
        int id = allocated.nextClearBit(1);
        allocated.set(id);
        return id;
    }

    /** free_pages. Freeing what is not allocated is a {@link Splat#DOUBLE_FREE}. */
    public synchronized void free(int id) {
        checkAllocated(id);
        allocated.clear(id);
    }

    /** Reports a {@link Splat#DOUBLE_FREE} if free_pages of this number would be one. */
    public synchronized void checkAllocated(int id) {
        if (!allocated.get(id)) {
            throw sanitizer.report(Splat.DOUBLE_FREE, what + " " + id);
        }
    }

    /** Whether the number is taken. */
    public synchronized boolean allocated(int id) {
        return allocated.get(id);
    }

    /** Every number taken, in ascending order. */
    public synchronized void forEachAllocated(IntConsumer action) {
        for (int id = allocated.nextSetBit(0); id >= 0; id = allocated.nextSetBit(id + 1)) {
            action.accept(id);
        }
    }

    /** How many numbers are taken. */
    public synchronized int count() {
        return allocated.cardinality();
    }

    /** What the numbers stand for. */
    public String what() {
        return what;
    }
}
