package org.pvlazy.mm;

/** The pte_entry callback of a page-table walk. Called with mmap_lock and the PTE lock held. */
@FunctionalInterface
public interface PteEntry {
    /**
     * Visits one present PTE.
     *
     * @return 0 to go on; anything else stops the walk, which then returns it
     */
    int visit(int vpn);
}
