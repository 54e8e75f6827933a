package org.pvlazy.kvm;

import org.pvlazy.mm.Mm;
import org.pvlazy.probe.Step;

/**
 * Another process that maps the guest's memory, which is a file of shared memory then. It has no VM, so that its address space is not
 * protected, and nothing that it unmaps is exported.
 */
public final class OtherProcess {
    private final Machine machine;
    private final Mm mm;

    OtherProcess(Machine machine, Mm mm) {
        this.machine = machine;
        this.mm = mm;
    }

    /** Its address space, with every page mapped at first. */
    public Mm mm() {
        return mm;
    }

    /** A thread of it that touches pages. */
    Runnable accessLoop() {
        return new HostThread(machine, mm);
    }

    /** A thread of it that gives pages back by MADV_DONTNEED. */
    Runnable unmapLoop() {
        return () -> {
            while (true) {
                machine.probe().at(Step.RUN, null);
                Integer page = machine.environment().nextAccess();
                if (page == null) {
                    return;
                }
                mm.zapPage(page, Step.RUN);
            }
        };
    }
}
