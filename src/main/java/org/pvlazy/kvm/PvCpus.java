package org.pvlazy.kvm;

import org.pvlazy.mm.Errno;
import org.pvlazy.probe.Probe;
import org.pvlazy.probe.Step;
import org.pvlazy.uv.Ultravisor;
import org.pvlazy.uv.UvcResult;

/** Creates and destroys the secure CPUs of a VM, each under its vcpu->mutex. */
final class PvCpus {
    private final Probe probe;
    private final Ultravisor uv;

    PvCpus(Machine machine) {
        probe = machine.probe();
        uv = machine.uv();
    }

    /** kvm_s390_cpus_to_pv. On failure it destroys what it created. */
    IoctlResult cpusToPv(Kvm kvm) {
        probe.at(Step.C6_CREATE_CPUS, null);
        for (Vcpu vcpu : kvm.vcpus()) {
            if (createCpu(kvm, vcpu) != UvcResult.CC_OK) {
                kvm.vcpus().forEach(this::destroyCpu);
                return IoctlResult.error(Errno.EIO);
            }
        }
        return IoctlResult.DONE;
    }

    /** kvm_s390_pv_create_cpu. */
    private int createCpu(Kvm kvm, Vcpu vcpu) {
        vcpu.lock();
        try {
            int cc = uv.createCpu(kvm.pvHandle(), Step.C6_CREATE_CPUS);
            if (cc == UvcResult.CC_OK) {
                vcpu.setPvHandle(kvm.pvHandle());
            }
            return cc;
        } finally {
            vcpu.unlock();
        }
    }

    /**
     * kvm_s390_cpus_from_pv, and kvm_s390_pv_destroy_cpu of a dying VM. Waits for a vCPU in the middle of an exception: an ioctl
     * through vcpu->mutex, the last close through the reference that a running vCPU has on the VM.
     */
    void cpusFromPv(Kvm kvm, Step step) {
        probe.at(step, null);
        kvm.vcpus().forEach(this::destroyCpu);
    }

    /** kvm_s390_pv_destroy_cpu. */
    private void destroyCpu(Vcpu vcpu) {
        vcpu.lock();
        try {
            if (vcpu.pvHandle() != 0) {
                int unused = uv.destroyCpu(vcpu.pvHandle());
                vcpu.setPvHandle(0);
            }
        } finally {
            vcpu.unlock();
        }
    }
}
