package org.pvlazy.mm;

import java.util.BitSet;

/** The memory control group of the process: which pages it is charged for. A page is charged until it is freed. */
public final class MemCgroup {
    /** Guarded by this. */
    private final BitSet charged = new BitSet();

    /** A group that is charged for pages 1 to pages. */
    MemCgroup(int pages) {
        charged.set(1, pages + 1);
    }

    /** Whether the group pays for the page. */
    public synchronized boolean charged(int pfn) {
        return charged.get(pfn);
    }

    /** How many pages it pays for. */
    public synchronized int usage() {
        return charged.cardinality();
    }

    /** mem_cgroup_charge: the page comes from the allocator. */
    synchronized void charge(int pfn) {
        charged.set(pfn);
    }

    /** mem_cgroup_uncharge: the page goes back to the allocator. */
    synchronized void uncharge(int pfn) {
        charged.clear(pfn);
    }
}
