package org.pvlazy.kvm;

/** The locals of __gmap_link and gmap_alloc_table. On the stack of the guest CPU's thread. */
public final class TableLink {
    private int table;
    private int page;
    private int lower;
    private boolean locked;

    TableLink() {}

    /** The top-level table into which the pointer to the entry points; 0 before gmap->table was read. */
    public int table() {
        return table;
    }

    /** The lower-level table that was allocated and is not stored yet; 0 if there is none. */
    public int page() {
        return page;
    }

    /** The table that holds the segment's entry; 0 before it is known. */
    public int lower() {
        return lower;
    }

    /** Whether this thread holds guest_table_lock. */
    public boolean locked() {
        return locked;
    }

    void found(int topLevel) {
        table = topLevel;
    }

    void holds(int allocated) {
        page = allocated;
    }

    void leadsTo(int segmentTable) {
        lower = segmentTable;
    }

    void setLocked(boolean holds) {
        locked = holds;
    }
}
