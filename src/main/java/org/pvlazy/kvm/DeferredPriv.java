package org.pvlazy.kvm;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/**
 * struct deferred_priv (patch 09): what the deferred thread needs to know of the configuration it is to destroy. Filled by the
 * thread that gives the configuration up, before it creates the kthread; from then on the kthread's alone.
 */
public final class DeferredPriv {
    private boolean hasMm;
    private int storage;
    private int oldTable;
    private int handle;
    /** n_pages_freed (patch 12). WRITE_ONCE by the kthread, READ_ONCE by the OOM notifier. */
    private final AtomicLong pagesFreed = new AtomicLong();

    private boolean freed;

    DeferredPriv() {}

    /** Whether the kthread has a reference on mm_users (patch 10). */
    public boolean hasMm() {
        return hasMm;
    }

    /** n_pages_freed: pages that the kthread has freed of deferred_list (patch 12). */
    public synchronized long pagesFreed() {
        return pagesFreed.get();
    }

    /** stor_base and stor_var of the zombie. */
    public int storage() {
        return storage;
    }

    /** The top-level table that the zombie has marked. */
    public int oldTable() {
        return oldTable;
    }

    /** The zombie. */
    public int handle() {
        return handle;
    }

    /** D3a or D3c. */
    void setHasMm(boolean has) {
        hasMm = has;
    }

    /** As posted: pages that were destroyed some time ago, freed or not. */
    void addPagesFreed(int pages) {
        pagesFreed.addAndGet(pages);
    }

    /** Repair: no reader sees the count without the page, nor the page without the count. */
    synchronized boolean countIfFreed(BooleanSupplier put) {
        boolean free = put.getAsBoolean();
        pagesFreed.addAndGet(free ? 1 : 0);
        return free;
    }

    /** E1: copies arch.pv. The marked table is the one in use, unless (repair) arch.pv knows of another. */
    void copy(Kvm kvm) {
        storage = kvm.pvStorage();
        handle = kvm.pvHandle();
        oldTable = kvm.pvOldTable() != 0 ? kvm.pvOldTable() : kvm.gmap().table();
    }

    boolean freed() {
        return freed;
    }

    void markFreed() {
        freed = true;
    }
}
