package org.pvlazy.kvm;

/**
 * struct deferred_priv (patch 09): what the deferred thread needs to know of the configuration it is to destroy. Filled by the
 * thread that gives the configuration up, before it creates the kthread; from then on the kthread's alone.
 */
public final class DeferredPriv {
    private int storage;
    private int oldTable;
    private int handle;
    private boolean freed;

    DeferredPriv() {}

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

    /** E1: copies arch.pv. */
    void copy(Kvm kvm, Gmap gmap) {
        storage = kvm.pvStorage();
        handle = kvm.pvHandle();
        oldTable = gmap.table();
    }

    boolean freed() {
        return freed;
    }

    void markFreed() {
        freed = true;
    }
}
