package org.pvlazy.kvm;

import org.pvlazy.mm.Errno;
import org.pvlazy.mm.Mm;
import org.pvlazy.probe.Environment;
import org.pvlazy.probe.Environment.Kthread;
import org.pvlazy.probe.Probe;
import org.pvlazy.probe.Step;
import org.pvlazy.uv.UvcResult;

/**
 * How a configuration is given up: kvm_s390_pv_deinit_vm_deferred, deferred_destroy and kvm_s390_pv_deinit_vm_now (patches 06, 07,
 * 09 and 11). The caller holds kvm->lock or is the last close.
 */
final class PvDeinit {
    private final Machine machine;
    private final Probe probe;
    private final Environment environment;
    private final Kvm kvm;
    private final Mm mm;
    private final Gmap gmap;

    PvDeinit(Machine machine) {
        this.machine = machine;
        probe = machine.probe();
        environment = machine.environment();
        kvm = machine.kvm();
        mm = machine.mm();
        gmap = machine.gmap();
    }

    /** kvm_s390_pv_deinit_vm_deferred: leaves the configuration to a kthread if it can, else destroys it at once. */
    IoctlResult deinitVmDeferred() {
        if (!machine.parameters().lazyDestroy()) {
            IoctlResult result = deinitVmNow(DeinitReason.FENCE);
            if (machine.switches().fixFenceReturn()) {
                return result;
            }
            // v1 went on from here, with arch.pv zeroed.
        }
        probe.at(Step.D1_ALLOC_PRIV, null);
        if (!environment.allocates(Step.D1_ALLOC_PRIV)) {
            return deinitVmNow(DeinitReason.NO_MEMORY);
        }
        DeferredPriv priv = machine.privs().allocate();
        if (machine.switches().fixMmCount()) {
            probe.at(Step.D2_GRAB_MM, null);
            mm.mmgrab();
        }
        probe.at(Step.D3_GET_USERS, null);
        if (!mm.mmgetNotZero()) {
            return mmGone(priv);
        }
        clear2g();
        return deferredDestroy(priv);
    }

    /** D3b: exit_mmap has begun. */
    private IoctlResult mmGone(DeferredPriv priv) {
        if (machine.switches().fixMmCount()) {
            probe.at(Step.D3B_DROP_MM, null);
            mm.mmdrop();
        }
        machine.privs().free(priv);
        return deinitVmNow(DeinitReason.MM_GONE);
    }

    /** kvm_s390_clear_2g: what a rebooted guest touches as a normal one must be accessible when this ioctl returns. */
    private void clear2g() {
        if (machine.parameters().lowPages() > 0) {
            machine.destroyRange().destroyRange(1, 1, machine.parameters().lowPages());
        }
    }

    /** deferred_destroy. */
    private IoctlResult deferredDestroy(DeferredPriv priv) {
        probe.at(Step.E2_CLEAR_GUEST_HANDLE, null);
        priv.copy(kvm, gmap);
        gmap.setGuestHandle(0);

        probe.at(Step.E3_REPLACE_ASCE, priv);
        if (machine.replaceAsce().replaceAsce(Step.E3_REPLACE_ASCE, priv) != 0) {
            return fail(priv);
        }
        probe.at(Step.E4_CREATE_KTHREAD, priv);
        DestroyVmThread thread = new DestroyVmThread(machine, priv);
        Kthread kthread = environment.createThread(Step.E4_CREATE_KTHREAD, priv, thread);
        if (kthread == null) {
            return fail(priv);
        }
        probe.at(Step.E5_ZERO_PV, null);
        // From here on only the kthread knows of the configuration.
        kvm.zeroPv();
        probe.at(Step.E7_WAKE_UP, null);
        kthread.wakeUp();
        return IoctlResult.DEFERRED;
    }

    /**
     * FAIL, as posted: the references on mm_count and mm_users that kvm_s390_pv_deinit_vm_deferred took are not given back, and
     * the table that replaceAsce may have unlisted stays so.
     */
    private IoctlResult fail(DeferredPriv priv) {
        machine.privs().free(priv);
        return deinitVmNow(DeinitReason.FAIL_PATH);
    }

    /** kvm_s390_pv_deinit_vm_now: cleans what there is to clean and destroys the configuration, in the caller's thread. */
    IoctlResult deinitVmNow(DeinitReason reason) {
        kvm.setDeinitReason(reason);
        probe.at(Step.N1_GET_USERS, null);
        if (mm.mmgetNotZero()) {
            machine.destroyRange().destroyRange(0, 1, mm.pages());
            probe.at(Step.N1_MMPUT, null);
            mm.mmput();
        }
        UvcResult result = destroyConfig();
        probe.at(Step.N3_CLEAR_GUEST_HANDLE, result);
        gmap.setGuestHandle(0);
        if (result.cc() == UvcResult.CC_OK) {
            probe.at(Step.N4_DEC_PROTECTED, result);
            mm.decProtected();
            probe.at(Step.N6_DEALLOC, result);
            machine.pvInit().deallocVm();
        } else {
            probe.at(Step.N6_REPLACE_ASCE, result);
            // The Ultravisor keeps the donated memory and the table. arch.pv.handle stays too.
            int unused = machine.replaceAsce().replaceAsce(Step.N6_REPLACE_ASCE, result);
        }
        kvm.setDeinitReason(DeinitReason.NONE);
        return result.cc() == UvcResult.CC_OK ? IoctlResult.DONE : IoctlResult.error(Errno.EIO);
    }

    /** uv_cmd_nodata: asks again while the Ultravisor is busy. */
    private UvcResult destroyConfig() {
        while (true) {
            probe.at(Step.N2_DESTROY_CONF, null);
            int cc = machine.uv().destroyConfig(kvm.pvHandle(), Step.N2_DESTROY_CONF);
            if (cc != UvcResult.CC_BUSY) {
                return new UvcResult(cc, false);
            }
            Thread.onSpinWait();
        }
    }
}
