package org.pvlazy.kvm;

import org.pvlazy.probe.Environment.PageHold;
import org.pvlazy.probe.Step;

/** Another process that has some of the pages, too, by way of the page cache: their last reference may be its own. */
final class PageHolderThread implements Runnable {
    private final Machine machine;

    PageHolderThread(Machine machine) {
        this.machine = machine;
    }

    @Override
    public void run() {
        while (true) {
            machine.probe().at(Step.RUN, null);
            PageHold hold = machine.environment().nextPageHold();
            if (hold == null) {
                return;
            }
            if (hold.takes()) {
                machine.memmap().getPage(hold.page());
                machine.heldElsewhere().add(hold.page());
            } else {
                machine.memmap().putPage(hold.page());
                machine.heldElsewhere().remove(hold.page());
            }
        }
    }
}
