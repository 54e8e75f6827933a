package org.pvlazy.kvm;

import org.pvlazy.mm.Errno;
import org.pvlazy.probe.Probe;
import org.pvlazy.probe.Step;
import org.pvlazy.uv.Ultravisor;
import org.pvlazy.uv.UvcResult;

/** Creates and destroys the secure CPU of the one vCPU, under vcpu->mutex. */
final class PvCpus {
    private final Probe probe;
    private final Ultravisor uv;
    private final Kvm kvm;
    private final Vcpu vcpu;

    PvCpus(Machine machine) {
        probe = machine.probe();
        uv = machine.uv();
        kvm = machine.kvm();
        vcpu = machine.vcpu();
    }

    /** kvm_s390_cpus_to_pv. On failure it destroys what it created; with one vCPU that is nothing. */
    IoctlResult cpusToPv() {
        probe.at(Step.C6_CREATE_CPUS, null);
        vcpu.mutex.lock();
        try {
            int cc = uv.createCpu(kvm.pvHandle(), Step.C6_CREATE_CPUS);
            if (cc != UvcResult.CC_OK) {
                return IoctlResult.error(Errno.EIO);
            }
            vcpu.setPvHandle(kvm.pvHandle());
            return IoctlResult.DONE;
        } finally {
            vcpu.mutex.unlock();
        }
    }

    /**
     * kvm_s390_cpus_from_pv, and kvm_s390_pv_destroy_cpu of a dying VM. Waits for a vCPU in the middle of an exception: an ioctl
     * through vcpu->mutex, the last close through the reference that a running vCPU has on the VM.
     */
    void cpusFromPv(Step step) {
        probe.at(step, null);
        vcpu.mutex.lock();
        try {
            if (vcpu.pvHandle() != 0) {
                int unused = uv.destroyCpu(vcpu.pvHandle());
                vcpu.setPvHandle(0);
            }
        } finally {
            vcpu.mutex.unlock();
        }
    }
}
