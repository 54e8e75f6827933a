package org.pvlazy.kvm;

import java.util.Arrays;
import org.pvlazy.mm.IdAllocator;
import org.pvlazy.probe.Sanitizer;
import org.pvlazy.probe.Sanitizer.Splat;

/**
 * What stands in the guest's page tables, top-level and lower-level ones. One guest address matters, so each table has one entry: the
 * lower-level table that it points to, or 0 for an invalid one. Where the top-level table is a segment table, its entry is {@link
 * #SEGMENT} or 0.
 */
public final class GuestTables {
    /** The entry of a segment table that points to a page table of the host. */
    static final int SEGMENT = 1;

    private final IdAllocator pages;
    private final Sanitizer sanitizer;
    /** Indexed by table. Guarded by this, as a word of memory is by itself. */
    private int[] entries = new int[8];

    GuestTables(IdAllocator pages, Sanitizer sanitizer) {
        this.pages = pages;
        this.sanitizer = sanitizer;
    }

    /** The entry of a table; 0 if it is invalid or there is no such table. */
    public synchronized int entry(int table) {
        return table < entries.length ? entries[table] : 0;
    }

    /** alloc_pages and crst_table_init: a table whose entry is invalid. */
    synchronized int allocate() {
        int table = pages.allocate();
        if (table >= entries.length) {
            entries = Arrays.copyOf(entries, 2 * table);
        }
        entries[table] = 0;
        return table;
    }

    /** free_pages. */
    synchronized void free(int table) {
        pages.free(table);
        entries[table] = 0;
    }

    /** Reports what {@link #free} would report, and changes nothing. */
    void checkAllocated(int table) {
        pages.checkAllocated(table);
    }

    /** Reads the entry; that of a freed table is a {@link Splat#TABLE_USE_AFTER_FREE}. */
    synchronized int read(int table) {
        checkLive(table, "read");
        return entries[table];
    }

    /** Stores the entry; likewise. */
    synchronized void write(int table, int lower) {
        checkLive(table, "write");
        entries[table] = lower;
    }

    /** memcpy of a whole table. */
    synchronized void copy(int from, int to) {
        write(to, read(from));
    }

    /** Reports a {@link Splat#TABLE_USE_AFTER_FREE} if the table is not allocated. */
    void checkLive(int table, String use) {
        if (!pages.allocated(table)) {
            throw sanitizer.report(Splat.TABLE_USE_AFTER_FREE, use + " of table " + table);
        }
    }

    /** The same for a read after another table, which may be this one by now, was freed; 0 is none. */
    void checkLiveWithout(int table, int freed) {
        if (table == freed) {
            throw sanitizer.report(Splat.TABLE_USE_AFTER_FREE, "read of table " + table);
        }
        checkLive(table, "read");
    }
}
