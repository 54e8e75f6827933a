package org.pvlazy.kvm;

import org.pvlazy.probe.Step;
import org.pvlazy.uv.ProgramCheck;

/** Another thread of the process, touching guest memory from userspace. */
final class HostThread implements Runnable {
    private final Machine machine;

    HostThread(Machine machine) {
        this.machine = machine;
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
            if (machine.process().alive() && machine.uv().exceptionFor(0, page) == ProgramCheck.SECURE_STORAGE_ACCESS) {
                machine.faultHandlers().secureStorageAccess(page);
            }
        }
    }
}
