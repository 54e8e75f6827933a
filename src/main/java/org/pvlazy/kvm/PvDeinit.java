package org.pvlazy.kvm;

import org.pvlazy.mm.DeferredList;
import org.pvlazy.mm.Mm;
import org.pvlazy.probe.Environment;
import org.pvlazy.probe.Environment.Kthread;
import org.pvlazy.probe.Probe;
import org.pvlazy.probe.Step;
import org.pvlazy.probe.Switches;

/**
 * How a configuration is given up: kvm_s390_pv_deinit_vm_deferred and deferred_destroy (patches 09, 10 and 11). The caller holds
 * kvm->lock or is the last close.
 */
final class PvDeinit {
    private final Machine machine;
    private final Switches switches;
    private final Probe probe;
    private final Environment environment;
    private final Mm mm;

    PvDeinit(Machine machine) {
        this.machine = machine;
        switches = machine.switches();
        probe = machine.probe();
        environment = machine.environment();
        mm = machine.mm();
    }

    /** kvm_s390_pv_deinit_vm_deferred: leaves the configuration to a kthread if it can, else destroys it at once. */
    IoctlResult deinitVmDeferred(Kvm kvm) {
        if (!machine.parameters().lazyDestroy()) {
            IoctlResult result = deinitVmNow(kvm, DeinitReason.FENCE);
            if (switches.fixFenceReturn()) {
                return result;
            }
            // v1 went on from here, with arch.pv zeroed.
        }
        probe.at(Step.D1_ALLOC_PRIV, null);
        if (!environment.allocates(Step.D1_ALLOC_PRIV)) {
            return deinitVmNow(kvm, DeinitReason.NO_MEMORY);
        }
        DeferredPriv priv = machine.privs().allocate();
        kvm.setDeferring(priv);
        if (switches.fixMmCount()) {
            probe.at(Step.D2_GRAB_MM, null);
            mm.mmgrab();
        }
        probe.at(Step.D3_GET_USERS, null);
        if (mm.mmgetNotZero()) {
            priv.setHasMm(true);
            clear2g(kvm);
        } else if (nothingSetAside()) {
            return mmGone(kvm, priv);
        }
        return deferredDestroy(kvm, priv);
    }

    /** D3: exit_mmap has begun. As posted it may still run, and others may be at the list. */
    private boolean nothingSetAside() {
        probe.at(Step.D3_TEST_LIST, null);
        if (switches.fixWaitExit()) {
            mm.waitForExit();
        }
        DeferredList list = mm.deferredList();
        boolean empty = list.empty();
        if (switches.fixListLock() && list.drainLock().isLocked()) {
            // Somebody has taken pages off the list that are not destroyed yet. Asked after the list, which does not
            // grow any more.
            return false;
        }
        return empty;
    }

    /** D3b: nothing to do in background. */
    private IoctlResult mmGone(Kvm kvm, DeferredPriv priv) {
        if (switches.fixMmCount()) {
            probe.at(Step.D3B_DROP_MM, null);
            mm.mmdrop();
        }
        free(kvm, priv);
        return deinitVmNow(kvm, DeinitReason.MM_GONE);
    }

    /** kvm_s390_clear_2g: what a rebooted guest touches as a normal one must be accessible when this ioctl returns. */
    private void clear2g(Kvm kvm) {
        for (MemorySlot slot : kvm.lowSlots()) {
            machine.destroyRange().destroyRange(1, slot.first(), slot.last());
        }
    }

    /** deferred_destroy. */
    private IoctlResult deferredDestroy(Kvm kvm, DeferredPriv priv) {
        probe.at(Step.E2_CLEAR_GUEST_HANDLE, null);
        priv.copy(kvm);
        kvm.gmap().setGuestHandle(0);
        if (!leaveTable(kvm, priv)) {
            return fail(kvm, priv);
        }
        probe.at(Step.E4_CREATE_KTHREAD, priv);
        DestroyVmThread thread = new DestroyVmThread(machine, priv);
        Kthread kthread = environment.createThread(Step.E4_CREATE_KTHREAD, priv, thread);
        if (kthread == null) {
            return fail(kvm, priv);
        }
        if (switches.fixModuleGet()) {
            machine.module().get();
        }
        kvm.setDeferring(null);
        probe.at(Step.E5_ZERO_PV, null);
        // From here on only the kthread knows of the configuration.
        kvm.zeroPv();
        probe.at(Step.E7_WAKE_UP, null);
        kthread.wakeUp();
        return IoctlResult.DEFERRED;
    }

    /** E3. Without a user of the mm the gmap is about to go, so it needs no other table. */
    private boolean leaveTable(Kvm kvm, DeferredPriv priv) {
        if (priv.hasMm()) {
            probe.at(Step.E3_REPLACE_ASCE, priv);
            return machine.replaceAsce().replaceAsce(kvm, Step.E3_REPLACE_ASCE, priv) == 0;
        }
        probe.at(Step.E3_REMOVE_ASCE, priv);
        machine.replaceAsce().removeOldAsce(kvm);
        return true;
    }

    /**
     * FAIL. As posted the references on mm_count and mm_users that kvm_s390_pv_deinit_vm_deferred took are not given back, and the
     * table that replaceAsce may have unlisted stays so.
     */
    private IoctlResult fail(Kvm kvm, DeferredPriv priv) {
        boolean hasMm = priv.hasMm();
        free(kvm, priv);
        if (switches.fixFailReferences()) {
            kvm.setDeinitReason(DeinitReason.FAILING);
            giveReferencesBack(hasMm);
        }
        return deinitVmNow(kvm, DeinitReason.FAIL_PATH);
    }

    private void giveReferencesBack(boolean hasMm) {
        if (hasMm) {
            probe.at(Step.FAIL_MMPUT, null);
            mm.mmput();
        }
        if (switches.fixMmCount()) {
            probe.at(Step.FAIL_DROP_MM, null);
            mm.mmdrop();
        }
    }

    private void free(Kvm kvm, DeferredPriv priv) {
        kvm.setDeferring(null);
        machine.privs().free(priv);
    }

    private IoctlResult deinitVmNow(Kvm kvm, DeinitReason reason) {
        return machine.pvDeinitNow().deinitVmNow(kvm, reason);
    }
}
