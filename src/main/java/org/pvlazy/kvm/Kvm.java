package org.pvlazy.kvm;

import java.util.concurrent.locks.ReentrantLock;

/** struct kvm, of the one VM. It holds a reference on mm_count from creation to destruction. */
public final class Kvm {
    /** kvm->lock: held over a whole ioctl of KVM_S390_PV_COMMAND. The last close does without: nobody else has the fd. */
    final ReentrantLock lock = new ReentrantLock();

    /** arch.pv.handle; guarded by kvm->lock or by being the last close. */
    private int pvHandle;
    /** arch.pv.stor_base and stor_var; guarded likewise. */
    private int pvStorage;
    /** Written by the I/O thread only. */
    private volatile FdState fd = FdState.OPEN;
    /** Guarded likewise. */
    private DeinitReason deinitReason = DeinitReason.NONE;

    Kvm() {}

    /** arch.pv.handle, kvm_s390_pv_get_handle: the current configuration; 0 if the VM is not protected. */
    public int pvHandle() {
        return pvHandle;
    }

    /** arch.pv.stor_base and stor_var, one block here; 0 if there is none. */
    public int pvStorage() {
        return pvStorage;
    }

    /** What has become of the VM's file descriptor. */
    public FdState fd() {
        return fd;
    }

    /** Why kvm_s390_pv_deinit_vm_now is running. */
    public DeinitReason deinitReason() {
        return deinitReason;
    }

    void setPvHandle(int handle) {
        pvHandle = handle;
    }

    void setPvStorage(int storage) {
        pvStorage = storage;
    }

    /** memset of arch.pv. */
    void zeroPv() {
        pvHandle = 0;
        pvStorage = 0;
    }

    void setFd(FdState state) {
        fd = state;
    }

    void setDeinitReason(DeinitReason reason) {
        deinitReason = reason;
    }
}
