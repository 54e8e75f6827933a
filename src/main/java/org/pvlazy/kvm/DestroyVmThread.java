package org.pvlazy.kvm;

import org.pvlazy.mm.Mm;
import org.pvlazy.mm.OomNotifier;
import org.pvlazy.probe.Probe;
import org.pvlazy.probe.Step;
import org.pvlazy.uv.UvcResult;

/**
 * kvm_s390_pv_destroy_vm_thread (patches 09 and 10): the kthread of one zombie. It came with a reference on mm_users, unless the
 * process was gone already, and from v2 on with one on mm_count. As posted it holds no lock across a UVC, and no reference on the
 * module whose text it runs.
 */
final class DestroyVmThread implements Runnable {
    private final Machine machine;
    private final DeferredPriv priv;
    private final Probe probe;
    private final Mm mm;

    DestroyVmThread(Machine machine, DeferredPriv priv) {
        this.machine = machine;
        this.priv = priv;
        probe = machine.probe();
        mm = machine.mm();
    }

    @Override
    public void run() {
        OomNotifier notifier = new LazyDestroyOomNotifier(machine, priv);
        probe.at(Step.K0_REGISTER, priv);
        machine.oom().chain().register(notifier);
        machine.drainDeferredList().drain(priv);
        probe.at(Step.K2_UNREGISTER, priv);
        // A callback that runs reads priv; it has returned when this returns.
        machine.oom().chain().unregister(notifier);
        if (priv.hasMm()) {
            cleanAddressSpace();
        }
        if (destroyConfig() == UvcResult.CC_OK) {
            freeAll();
        } else {
            leak();
        }
    }

    /** K3. */
    private void cleanAddressSpace() {
        // As posted it stops early once this thread is the last user.
        machine.destroyRange().destroyRange(machine.switches().fixFullWalk() ? 0 : 1, 1, mm.pages());
        probe.at(Step.K3B_READ_USERS, priv);
        if (mm.readUsers() == 1) {
            // The process exited. It is for this thread to unmap everything, so nothing is to be set aside.
            probe.at(Step.K3B_SET_SYNC, priv);
            mm.setSyncDestroy();
        }
        probe.at(Step.K3C_MMPUT, priv);
        mm.mmput();
    }

    /** uv_cmd_nodata: asks again while the Ultravisor is busy. */
    private int destroyConfig() {
        while (true) {
            probe.at(Step.K4_DESTROY_CONF, priv);
            int cc = machine.uv().destroyConfig(priv.handle(), Step.K4_DESTROY_CONF);
            if (cc != UvcResult.CC_BUSY) {
                return cc;
            }
            Thread.onSpinWait();
        }
    }

    /** K5: what the Ultravisor did not give back is lost, and as posted the priv with it; is_protected stays up. */
    private void leak() {
        probe.at(Step.K5_LEAK, priv);
        if (machine.switches().fixMmCount()) {
            mm.mmdrop();
        }
        if (machine.switches().fixFreePriv()) {
            machine.privs().free(priv);
        } else {
            machine.privs().leakOnPurpose();
        }
        putModule();
    }

    /** Repair: module_put_and_exit. */
    private void putModule() {
        if (machine.switches().fixModuleGet()) {
            machine.module().put();
        }
    }

    private void freeAll() {
        probe.at(Step.K6_DEC_PROTECTED, priv);
        // Without a reference on mm_count of its own (v1), the thread may find the mm freed.
        mm.decProtected();
        if (machine.switches().fixMmCount()) {
            probe.at(Step.K7_DROP_MM, priv);
            mm.mmdrop();
        }
        probe.at(Step.K8_FREE_DONATED, priv);
        freeDonated();
    }

    private void freeDonated() {
        machine.donatedStorage().checkAllocated(priv.storage());
        machine.tables().checkAllocated(priv.oldTable());
        machine.privs().free(priv);
        machine.donatedStorage().free(priv.storage());
        machine.guestTables().free(priv.oldTable());
        putModule();
    }
}
