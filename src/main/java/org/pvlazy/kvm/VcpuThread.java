package org.pvlazy.kvm;

import org.pvlazy.probe.Step;
import org.pvlazy.uv.ProgramCheck;

/**
 * The thread that runs the guest CPU: touches a page, and handles the exception if there is one. KVM_RUN holds vcpu->mutex, but a
 * CPU in SIE leaves it as soon as somebody wants the mutex; so here it is held from the access to the end of the exception only.
 */
final class VcpuThread implements Runnable {
    private final Machine machine;
    private final Vcpu vcpu;

    VcpuThread(Machine machine, Vcpu vcpu) {
        this.machine = machine;
        this.vcpu = vcpu;
    }

    @Override
    public void run() {
        while (true) {
            machine.probe().at(Step.RUN, null);
            Integer page = machine.environment().nextAccess();
            if (page == null) {
                return;
            }
            vcpu.lock();
            try {
                access(page);
            } finally {
                vcpu.unlock();
            }
        }
    }

    private void access(Integer page) {
        if (!machine.process().alive() || vcpu.kvm().fd() != FdState.OPEN) {
            return; // Dead threads touch nothing.
        }
        switch (machine.uv().exceptionFor(vcpu.pvHandle(), page)) {
            case ProgramCheck.SECURE_STORAGE_ACCESS -> machine.faultHandlers().secureStorageAccess(page);
            case ProgramCheck.SECURE_STORAGE_VIOLATION ->
                machine.faultHandlers().secureStorageViolation(page);
            case ProgramCheck.NON_SECURE_STORAGE_ACCESS -> {
                // do_non_secure_storage_access. If the import failed for good the guest would be killed; here it goes
                // on.
                int unused = machine.makeSecure().convertToSecure(vcpu.kvm().gmap(), page);
            }
            default -> {}
        }
    }
}
