package org.pvlazy.kvm;

import org.pvlazy.probe.Environment.GuestMove;
import org.pvlazy.probe.Step;

/**
 * The thread of a guest CPU as far as the guest's page tables matter: KVM_RUN enters SIE with the ASCE of the gmap, and the address
 * that the guest touches may have no table yet. vcpu->mutex is held while KVM handles the fault, not in SIE: whoever wants the mutex
 * gets it without a CPU that would have to stay out of SIE afterwards.
 */
final class SieThread implements Runnable {
    private final Machine machine;
    private final Vcpu vcpu;

    SieThread(Machine machine, Vcpu vcpu) {
        this.machine = machine;
        this.vcpu = vcpu;
    }

    @Override
    public void run() {
        while (true) {
            machine.probe().at(Step.RUN, null);
            GuestMove move = machine.environment().nextGuestMove();
            if (move == null) {
                return;
            }
            switch (move) {
                case ENTER_SIE -> vcpu.enterSie(vcpu.kvm().gmap().asce());
                case EXIT_SIE -> vcpu.exitSie();
                case FAULT -> fault();
            }
        }
    }

    /** kvm_arch_fault_in_page with gmap_fault. */
    private void fault() {
        vcpu.mutex.lock();
        try {
            // A guest that cannot have memory, or whose segment cannot be linked, gets an error from KVM_RUN.
            int unused = machine.gmapLink().gmapLink(vcpu.kvm().gmap());
        } finally {
            vcpu.mutex.unlock();
        }
    }
}
