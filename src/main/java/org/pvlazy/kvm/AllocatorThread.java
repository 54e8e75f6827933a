package org.pvlazy.kvm;

import org.pvlazy.probe.Environment.Shortage;
import org.pvlazy.probe.Step;

/** A thread somewhere on the host that allocates memory and now and then finds none. */
final class AllocatorThread implements Runnable {
    private final Machine machine;

    AllocatorThread(Machine machine) {
        this.machine = machine;
    }

    @Override
    public void run() {
        while (true) {
            machine.probe().at(Step.RUN, null);
            Shortage shortage = machine.environment().nextShortage();
            if (shortage == null) {
                return;
            }
            // Whether it tries again or somebody was killed: afterwards it allocates.
            boolean unused = machine.oom().outOfMemory(shortage == Shortage.MEMORY_CONTROL_GROUP);
            machine.oomAudit().roundEnds();
        }
    }
}
