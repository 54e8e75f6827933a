package org.pvlazy.kvm;

import java.util.concurrent.locks.Lock;
import org.pvlazy.probe.Environment.GuestMove;
import org.pvlazy.probe.Step;

/**
 * The thread of a guest CPU as far as the guest's page tables matter: KVM_RUN enters SIE with the ASCE of the gmap, and the address
 * that the guest touches may have no table yet. KVM_RUN holds vcpu->mutex; so whoever creates or destroys the secure CPU waits until the
 * CPU is out of SIE and out of the handler, but nobody keeps it from entering again afterwards.
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

    /** do_exception for a guest address, once the CPU has left SIE. */
    private void fault() {
        vcpu.exitSie();
        vcpu.lock();
        try {
            TableLink local = new TableLink();
            machine.probe().at(Step.LT_READ_TABLE, local);
            Lock mmapLock = machine.mm().mmapReadLock();
            try {
                // For do_exception only -EFAULT and -ENOMEM are errors; after -EEXIST the guest simply tries again.
                int unused = machine.gmapLink().gmapLink(vcpu.kvm().gmap(), local);
            } finally {
                mmapLock.unlock();
            }
        } finally {
            vcpu.unlock();
        }
    }
}
