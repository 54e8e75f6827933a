package org.pvlazy.kvm;

import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** struct kvm, of one VM. It holds a reference on mm_count from creation to destruction. */
public final class Kvm {
    /** kvm->lock: held over a whole ioctl of KVM_S390_PV_COMMAND. The last close does without: nobody else has the fd. */
    final ReentrantLock lock = new ReentrantLock();

    private final int number;
    private final Gmap gmap;
    private final List<MemorySlot> lowSlots;
    private final List<Vcpu> vcpus;

    /** arch.pv.handle; guarded by kvm->lock or by being the last close. */
    private int pvHandle;
    /** arch.pv.stor_base and stor_var; guarded likewise. */
    private int pvStorage;
    /** arch.pv.old_table, of a repair; guarded likewise. */
    private int pvOldTable;
    /** Written by the I/O thread only. */
    private volatile FdState fd = FdState.OPEN;
    /** Guarded likewise. */
    private DeinitReason deinitReason = DeinitReason.NONE;
    /** Guarded likewise. */
    private @Nullable DeferredPriv deferring;

    Kvm(int number, Gmap gmap, List<MemorySlot> lowSlots, int guestCpus) {
        this.number = number;
        this.gmap = gmap;
        this.lowSlots = lowSlots;
        vcpus = IntStream.range(0, guestCpus).mapToObj(cpu -> new Vcpu(this)).toList();
    }

    /** Which VM of the process this is, from 1. */
    public int number() {
        return number;
    }

    /** arch.gmap: the guest's page tables. */
    public Gmap gmap() {
        return gmap;
    }

    /** The memslots below 2 GiB. */
    List<MemorySlot> lowSlots() {
        return lowSlots;
    }

    /** The guest CPUs, each with its vcpu->mutex. */
    public List<Vcpu> vcpus() {
        return vcpus;
    }

    /** arch.pv.handle, kvm_s390_pv_get_handle: the current configuration; 0 if the VM is not protected. */
    public int pvHandle() {
        return pvHandle;
    }

    /** arch.pv.stor_base and stor_var, one block here; 0 if there is none. */
    public int pvStorage() {
        return pvStorage;
    }

    /**
     * Repair: arch.pv.old_table, the table that the current configuration has marked, once it is off crst_list; 0 while the table is
     * on it, which is so for the table in use.
     */
    public int pvOldTable() {
        return pvOldTable;
    }

    /** What has become of the VM's file descriptor. */
    public FdState fd() {
        return fd;
    }

    /** Why kvm_s390_pv_deinit_vm_now is running. */
    public DeinitReason deinitReason() {
        return deinitReason;
    }

    /**
     * The priv that kvm_s390_pv_deinit_vm_deferred is filling: a local variable of it, which nobody else looks at; an observer may. Null
     * when there is none, or the kthread has it.
     */
    public @Nullable DeferredPriv deferring() {
        return deferring;
    }

    void setPvHandle(int handle) {
        pvHandle = handle;
    }

    void setPvStorage(int storage) {
        pvStorage = storage;
    }

    void setPvOldTable(int table) {
        pvOldTable = table;
    }

    /** memset of arch.pv. */
    void zeroPv() {
        pvHandle = 0;
        pvStorage = 0;
        pvOldTable = 0;
    }

    /** The configuration is gone. What arch.pv knows of its table is kept until somebody has given that back. */
    void forgetConfig() {
        pvHandle = 0;
        pvStorage = 0;
    }

    void setFd(FdState state) {
        fd = state;
    }

    void setDeferring(@Nullable DeferredPriv priv) {
        deferring = priv;
    }

    void setDeinitReason(DeinitReason reason) {
        deinitReason = reason;
    }
}
