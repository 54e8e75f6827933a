package org.pvlazy.kvm;

import org.jspecify.annotations.Nullable;
import org.pvlazy.mm.Errno;
import org.pvlazy.mm.Mm;
import org.pvlazy.probe.Probe;
import org.pvlazy.probe.Step;
import org.pvlazy.probe.Switches;
import org.pvlazy.uv.UvcResult;

/** kvm_s390_pv_deinit_vm_now (patches 02, 06, 07 and 09). The caller holds kvm->lock or is the last close. */
final class PvDeinitNow {
    private final Machine machine;
    private final Switches switches;
    private final Probe probe;
    private final Mm mm;

    PvDeinitNow(Machine machine) {
        this.machine = machine;
        switches = machine.switches();
        probe = machine.probe();
        mm = machine.mm();
    }

    /** Cleans what there is to clean and destroys the configuration, in the caller's thread. */
    IoctlResult deinitVmNow(Kvm kvm, DeinitReason reason) {
        kvm.setDeinitReason(reason);
        cleanAddressSpace();
        if (switches.fixDetachFirst()) {
            clearGuestHandle(kvm, null);
        }
        UvcResult result = destroyConfig(kvm);
        if (!switches.fixDetachFirst()) {
            // As posted imports go on until here, into a configuration that is being destroyed.
            clearGuestHandle(kvm, result);
        }
        boolean destroyed = result.cc() == UvcResult.CC_OK;
        if (destroyed) {
            dealloc(kvm, result);
        } else {
            leak(kvm, result);
        }
        kvm.setDeinitReason(DeinitReason.NONE);
        return destroyed ? IoctlResult.DONE : IoctlResult.error(Errno.EIO);
    }

    private void cleanAddressSpace() {
        probe.at(Step.N1_GET_USERS, null);
        if (mm.mmgetNotZero()) {
            machine.destroyRange().destroyRange(0, 1, mm.pages());
            probe.at(Step.N1_MMPUT, null);
            mm.mmput();
            return;
        }
        if (switches.fixWaitExit()) {
            mm.waitForExit();
        }
        if (switches.fixNowDrains()) {
            machine.drainDeferredList().drain(null);
        }
    }

    private void clearGuestHandle(Kvm kvm, @Nullable UvcResult result) {
        probe.at(Step.N3_CLEAR_GUEST_HANDLE, result);
        kvm.gmap().setGuestHandle(0);
    }

    /** uv_cmd_nodata: asks again while the Ultravisor is busy. */
    private UvcResult destroyConfig(Kvm kvm) {
        while (true) {
            probe.at(Step.N2_DESTROY_CONF, null);
            int cc = machine.uv().destroyConfig(kvm.pvHandle(), Step.N2_DESTROY_CONF);
            if (cc != UvcResult.CC_BUSY) {
                return new UvcResult(cc, false);
            }
            Thread.onSpinWait();
        }
    }

    private void dealloc(Kvm kvm, UvcResult result) {
        probe.at(Step.N4_DEC_PROTECTED, result);
        mm.decProtected();
        probe.at(Step.N6_DEALLOC, result);
        machine.pvInit().deallocVm(kvm);
        machine.replaceAsce().giveBackOldTable(kvm);
    }

    /** The Ultravisor keeps the donated memory and the table. arch.pv.handle stays too. */
    private void leak(Kvm kvm, UvcResult result) {
        probe.at(Step.N6_REPLACE_ASCE, result);
        int unused = machine.replaceAsce().replaceAsce(kvm, Step.N6_REPLACE_ASCE, result);
    }
}
