package org.pvlazy.kvm;

import java.util.concurrent.locks.ReentrantLock;

/** struct kvm_vcpu, of one guest CPU. */
public final class Vcpu {
    /**
     * vcpu->mutex: held by a thread in KVM_RUN while it handles an exception, and by whoever creates or destroys the secure CPU. A CPU
     * in SIE has it by being in SIE.
     */
    private final ReentrantLock mutex = new ReentrantLock();

    /** Guarded by mutex. */
    private int pvHandle;

    /** The table of the ASCE that the CPU has loaded; 0 out of SIE. Written by the CPU's thread, and by whoever makes it leave SIE. */
    private volatile int loadedAsce;

    private final Kvm kvm;

    Vcpu(Kvm kvm) {
        this.kvm = kvm;
    }

    /** The VM that the CPU belongs to. */
    Kvm kvm() {
        return kvm;
    }

    /** Whether the vCPU is in SIE or in the middle of an exception; from outside of a step nobody else holds the mutex. */
    public boolean busy() {
        return mutex.isLocked() || loadedAsce != 0;
    }

    /** mutex_lock, once the CPU is out of SIE. */
    void lock() {
        mutex.lock();
        while (loadedAsce != 0) {
            mutex.unlock();
            Thread.onSpinWait();
            mutex.lock();
        }
    }

    /** mutex_unlock. */
    void unlock() {
        mutex.unlock();
    }

    /** The configuration whose secure CPU this is; 0 for a normal one. Guarded by vcpu->mutex. */
    public int pvHandle() {
        return pvHandle;
    }

    /** The table of the ASCE that the CPU has loaded for SIE; 0 when it is out of SIE. */
    public int loadedAsce() {
        return loadedAsce;
    }

    /** sie64a loads the ASCE of the gmap. */
    void enterSie(int asce) {
        lock();
        try {
            loadedAsce = asce;
        } finally {
            unlock();
        }
    }

    /** The CPU is back in the host, with the host's ASCE: by itself, or because exit_sie waits for that. */
    void exitSie() {
        loadedAsce = 0;
    }

    void setPvHandle(int handle) {
        pvHandle = handle;
    }
}
