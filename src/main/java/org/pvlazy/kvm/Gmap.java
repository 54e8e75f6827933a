package org.pvlazy.kvm;

import java.util.BitSet;
import org.pvlazy.mm.Errno;
import org.pvlazy.mm.IdAllocator;
import org.pvlazy.probe.Environment;
import org.pvlazy.probe.Step;

/** struct gmap: the guest's page tables, of which only the top-level one has an identity here. */
public final class Gmap {
    private final IdAllocator tables;
    private final Environment environment;
    /** crst_list, the tables that gmap_remove will free. No lock (patch 02): writers hold kvm->lock or are the last close. */
    private final BitSet crstList = new BitSet();
    /** Origin of the ASCE. WRITE_ONCE by the same writers, read without a lock. */
    private volatile int table;
    /** The configuration that imports go to. WRITE_ONCE by the same writers, read under mmap_lock. */
    private volatile int guestHandle;

    Gmap(IdAllocator tables, Environment environment) {
        this.tables = tables;
        this.environment = environment;
        table = tables.allocate();
        crstList.set(table);
    }

    /** gmap->table; 0 once the gmap is removed. */
    public int table() {
        return table;
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

    /**
     * kvm_s390_pv_replace_asce (patch 02): gives the gmap a copy of its top-level table, so that the marked one can be left to the
     * Ultravisor.
     *
     * @return 0, or -ENOMEM with the old table unlisted and still in use
     */
    int replaceAsce(Step step) {
        removeOldAsce();
        if (!environment.allocates(step)) {
            return -Errno.ENOMEM;
        }
        int copy = tables.allocate();
        crstList.set(copy);
        table = copy;
        return 0;
    }

    /** kvm_s390_pv_remove_old_asce (patch 02): the table is not freed with the gmap any more. Doing it twice does no harm. */
    private void removeOldAsce() {
        crstList.clear(table);
    }

    /** gmap_remove: frees every table that is listed. */
    void remove() {
        crstList.stream().forEach(tables::checkAllocated);
        crstList.stream().forEach(tables::free);
        crstList.clear();
        table = 0;
    }
}
