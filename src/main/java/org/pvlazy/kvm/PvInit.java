package org.pvlazy.kvm;

import org.jspecify.annotations.Nullable;
import org.pvlazy.mm.Errno;
import org.pvlazy.probe.Environment;
import org.pvlazy.probe.Probe;
import org.pvlazy.probe.Step;
import org.pvlazy.uv.Created;
import org.pvlazy.uv.UvcResult;

/** kvm_s390_pv_init_vm and what belongs to it. The caller holds kvm->lock. */
final class PvInit {
    private final Machine machine;
    private final Probe probe;
    private final Environment environment;

    PvInit(Machine machine) {
        this.machine = machine;
        probe = machine.probe();
        environment = machine.environment();
    }

    /** kvm_s390_pv_init_vm: a configuration without CPUs. */
    IoctlResult initVm(Kvm kvm) {
        probe.at(Step.A1_ALLOC_VM, null);
        if (!environment.allocates(Step.A1_ALLOC_VM)) {
            return IoctlResult.error(Errno.ENOMEM);
        }
        kvm.setPvStorage(machine.donatedStorage().allocate());

        boolean countsFirst = machine.switches().fixCountFirst();
        if (countsFirst) {
            count(null);
        }
        UvcResult result = createConfig(kvm);
        if (!machine.parameters().lazyDestroy()) {
            probe.at(Step.C2_SET_SYNC, result);
            machine.mm().setSyncDestroy();
        }
        // From here on whatever is unmapped is exported first; the count precedes every import (patch 07).
        if (!countsFirst) {
            // As posted the Ultravisor knows a configuration that is_protected does not count yet.
            count(result);
        }
        if (result.cc() != UvcResult.CC_OK) {
            return createFailed(kvm, result);
        }
        probe.at(Step.C5_SET_GUEST_HANDLE, null);
        kvm.gmap().setGuestHandle(kvm.pvHandle());
        return IoctlResult.DONE;
    }

    private void count(@Nullable UvcResult result) {
        probe.at(Step.C3_INC_PROTECTED, result);
        machine.mm().incProtected();
    }

    /** uv_call_sched: asks again while the Ultravisor is busy (patch 01). */
    private UvcResult createConfig(Kvm kvm) {
        while (true) {
            probe.at(Step.C1_CREATE_CONF, null);
            Created created = machine.uv().createConfig(kvm.gmap().table(), kvm.pvStorage());
            if (created.result().cc() != UvcResult.CC_BUSY) {
                kvm.setPvHandle(created.handle());
                return created.result();
            }
            Thread.onSpinWait();
        }
    }

    private IoctlResult createFailed(Kvm kvm, UvcResult result) {
        if (result.needDestroy()) {
            IoctlResult unused = machine.pvDeinitNow().deinitVmNow(kvm, DeinitReason.CREATE_FAILED);
        } else {
            probe.at(Step.C4_DEC_PROTECTED, result);
            machine.mm().decProtected();
            deallocVm(kvm);
        }
        return IoctlResult.error(Errno.EIO);
    }

    /** kvm_s390_pv_dealloc_vm: the Ultravisor does not know the donated memory, or does not any more. */
    void deallocVm(Kvm kvm) {
        machine.donatedStorage().free(kvm.pvStorage());
        kvm.forgetConfig();
    }
}
