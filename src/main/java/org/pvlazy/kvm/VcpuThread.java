package org.pvlazy.kvm;

import org.pvlazy.mm.Errno;
import org.pvlazy.probe.Environment.GuestCall;
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
            GuestCall call = machine.environment().nextGuestCall();
            Integer page = call == null ? machine.environment().nextAccess() : null;
            if (call == null && page == null) {
                return;
            }
            vcpu.lock();
            try {
                if (call != null) {
                    callUltravisor(call);
                } else if (page != null) {
                    access(page);
                }
            } finally {
                vcpu.unlock();
            }
        }
    }

    private void callUltravisor(GuestCall call) {
        int handle = vcpu.pvHandle();
        int cc = call instanceof GuestCall.Share share
                ? machine.uv().share(handle, share.page())
                : machine.uv().unshare(handle, ((GuestCall.Unshare) call).page());
        machine.environment().answersGuest(cc);
    }

    private void access(Integer page) {
        if (!machine.process().alive() || vcpu.kvm().fd() != FdState.OPEN) {
            return; // Dead threads touch nothing.
        }
        if (!machine.mm().present(page)) {
            // The fault brings the page in, or kills the process; the guest repeats the instruction.
            boolean unused = machine.guestMemory().faultIn(machine.mm(), page);
            return;
        }
        switch (machine.uv().exceptionFor(vcpu.pvHandle(), page)) {
            case ProgramCheck.SECURE_STORAGE_ACCESS -> machine.faultHandlers().secureStorageAccess(machine.mm(), page);
            case ProgramCheck.SECURE_STORAGE_VIOLATION ->
                machine.faultHandlers().secureStorageViolation(page);
            case ProgramCheck.NON_SECURE_STORAGE_ACCESS -> nonSecureStorageAccess(page);
            default -> {}
        }
    }

    /**
     * do_non_secure_storage_access. After -EAGAIN the guest just repeats the instruction. If the import failed for good the guest would
     * be killed; here it goes on.
     */
    private void nonSecureStorageAccess(int page) {
        int r;
        do {
            r = machine.makeSecure().gmapMakeSecure(vcpu.kvm().gmap(), page);
        } while (r == -Errno.EAGAIN && machine.environment().repeatsInstruction());
    }
}
