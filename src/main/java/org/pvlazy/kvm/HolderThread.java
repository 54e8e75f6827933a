package org.pvlazy.kvm;

import org.pvlazy.mm.Mm;
import org.pvlazy.probe.Step;

/** Another holder of mm_users, a reader of /proc or a vhost worker: comes and goes, and may be the one who runs exit_mmap. */
final class HolderThread implements Runnable {
    private final Machine machine;

    HolderThread(Machine machine) {
        this.machine = machine;
    }

    @Override
    public void run() {
        Mm mm = machine.mm();
        while (true) {
            machine.probe().at(Step.HG_GET_USERS, null);
            if (!machine.environment().nextHolder() || !mm.getTaskMm()) {
                return;
            }
            machine.probe().at(Step.HP_MMPUT, null);
            mm.mmput();
        }
    }
}
