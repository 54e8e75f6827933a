package org.pvlazy.kvm;

import java.util.BitSet;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntSupplier;
import org.pvlazy.mm.Mm;

/** struct gmap: the guest's page tables. */
public final class Gmap {
    /** guest_table_lock. Who links tables takes it; who replaces the top-level one does not (patch 02). */
    final ReentrantLock guestTableLock = new ReentrantLock();

    private final GuestTables tables;
    private final Mm mm;
    /** This gmap's entry of context.gmap_list. */
    private final IntSupplier asceOfThis = this::asce;
    /**
     * crst_list, the tables that gmap_remove will free. Guarded by guest_table_lock, says its user in gmap.c; but patch 02 writes it
     * without, under kvm->lock or as the last close.
     */
    private final BitSet crstList = new BitSet();
    /** The top-level table. WRITE_ONCE by the writers of patch 02, read without a lock. */
    private volatile int table;
    /** Origin of the ASCE, which SIE loads. WRITE_ONCE by the same writers. */
    private volatile int asce;
    /** The lower-level table into which host_to_guest points for the one host page that matters. Guarded by guest_table_lock. */
    private volatile int hostToGuest;
    /** The configuration that imports go to. WRITE_ONCE by the same writers, read under mmap_lock. */
    private volatile int guestHandle;

    Gmap(GuestTables tables, Mm mm) {
        this.tables = tables;
        this.mm = mm;
        table = tables.allocate();
        asce = table;
        crstList.set(table);
        mm.addGmap(asceOfThis);
    }

    /** gmap->table; 0 once the gmap is removed. */
    public int table() {
        return table;
    }

    /** gmap->asce, its origin; 0 once the gmap is removed. */
    public int asce() {
        return asce;
    }

    /** The lower-level table whose entry host_to_guest names; 0 if it names none. */
    public int hostToGuest() {
        return hostToGuest;
    }

    /** Whether some thread holds guest_table_lock. */
    public boolean locked() {
        return guestTableLock.isLocked();
    }

    /** gmap->guest_handle. */
    public int guestHandle() {
        return guestHandle;
    }

    /** Whether the table is on crst_list. Guarded by kvm->lock or by being the last close. */
    public boolean listed(int id) {
        return crstList.get(id);
    }

    void setGuestHandle(int handle) {
        guestHandle = handle;
    }

    void setTable(int id) {
        table = id;
    }

    void setAsce(int id) {
        asce = id;
    }

    /** radix_tree_insert into host_to_guest. */
    void setHostToGuest(int lower) {
        hostToGuest = lower;
    }

    /** list_add of a table. */
    void list(int id) {
        crstList.set(id);
    }

    /** list_del of a table; with INIT_LIST_HEAD behind it, so that doing it twice does no harm. */
    void unlist(int id) {
        crstList.clear(id);
    }

    /** gmap_remove: frees every table that is listed. */
    void remove() {
        crstList.stream().forEach(tables::checkAllocated);
        mm.removeGmap(asceOfThis);
        crstList.stream().forEach(tables::free);
        crstList.clear();
        hostToGuest = 0;
        table = 0;
        asce = 0;
    }
}
