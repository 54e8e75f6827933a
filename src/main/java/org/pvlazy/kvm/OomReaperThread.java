package org.pvlazy.kvm;

import org.pvlazy.probe.Step;

/**
 * The OOM reaper: unmaps pages of a process that the OOM killer has chosen, while it still runs. It does not tear down the whole
 * address space (full = 0), so it exports and sets nothing aside.
 */
final class OomReaperThread implements Runnable {
    private final Machine machine;

    OomReaperThread(Machine machine) {
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
            machine.mm().reap(page, Step.RUN);
        }
    }
}
