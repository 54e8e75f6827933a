package org.pvlazy.kvm;

/** The locals of __gmap_link and gmap_alloc_table. On the stack of the guest CPU's thread. */
public final class TableLink {
    private int table;
    private int page;

    TableLink() {}

    /** The top-level table into which the pointer to the entry points; 0 before gmap->table was read. */
    public int table() {
        return table;
    }

    /** The lower-level table that was allocated and is not linked yet; 0 if there is none. */
    public int page() {
        return page;
    }

    void found(int topLevel) {
        table = topLevel;
    }

    void holds(int lower) {
        page = lower;
    }
}
