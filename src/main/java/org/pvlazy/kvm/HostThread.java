package org.pvlazy.kvm;

import org.pvlazy.mm.Mm;
import org.pvlazy.probe.Step;
import org.pvlazy.uv.ProgramCheck;

/** A thread in userspace that touches guest memory: another one of the VM's process, or one of another process that maps it. */
final class HostThread implements Runnable {
    private final Machine machine;
    private final Mm mm;

    HostThread(Machine machine, Mm mm) {
        this.machine = machine;
        this.mm = mm;
    }

    @Override
    public void run() {
        while (true) {
            machine.probe().at(Step.RUN, null);
            Integer page = machine.environment().nextAccess();
            if (page == null) {
                return;
            }
            // Dead threads touch nothing.
            if (mm != machine.mm() || machine.process().alive()) {
                touch(page);
            }
        }
    }

    private void touch(Integer page) {
        if (!mm.present(page)) {
            // Not a page that is there: the fault brings it in, or kills the process, and the access is repeated.
            boolean unused = machine.guestMemory().faultIn(mm, page);
        } else if (machine.uv().exceptionFor(0, page) == ProgramCheck.SECURE_STORAGE_ACCESS) {
            machine.faultHandlers().secureStorageAccess(mm, page);
        }
    }
}
