package org.pvlazy.conformance;

import org.pvlazy.kvm.Kvm;
import org.pvlazy.kvm.Machine;
import org.pvlazy.mm.Mm;
import org.pvlazy.mm.Teardown;
import org.pvlazy.probe.Step;
import org.pvlazy.probe.Switches;

/** Which kernel steps of the slices reboot and shutdown can be taken now, and what the environment may answer in them. */
final class LifecycleSteps {
    private LifecycleSteps() {}

    /** The thread stands at this step. */
    static void offer(Offers offers, Step step) {
        switch (step) {
            case CP_DESTROY_CPUS -> {
                if (currentVm(offers).number() != 1 || !offers.machine().vcpu().busy()) {
                    offers.take();
                }
            }
            case A1_ALLOC_VM, D1_ALLOC_PRIV, Z2C_ALLOC_ARRAY -> offers.mayFail("alloc");
            case E3_REPLACE_ASCE, N6_REPLACE_ASCE -> replaceAsce(offers);
            case E4_CREATE_KTHREAD -> offers.mayFail("kthread");
            case C6_CREATE_CPUS -> offers.mayFail("cpus");
            case Z2A_EXPORT, P_EXPORT -> offers.mayFail("export");
            case C1_CREATE_CONF -> {
                offers.mayFail("create");
                if (offers.refuses("create")) {
                    offers.answer(Offer.NEED_DESTROY);
                }
                offers.mayBeBusy();
            }
            case K4_DESTROY_CONF, N2_DESTROY_CONF -> {
                offers.mayFail("destroy");
                offers.mayBeBusy();
            }
            case M1_MAKE_SECURE, P_DESTROY_UVC -> {
                offers.take();
                offers.mayBeBusy();
            }
            case X_UNMAP -> unmap(offers);
            default -> takeUnlessWaiting(offers, step);
        }
    }

    private static Kvm currentVm(Offers offers) {
        return offers.machine().kvm(offers.machine().process().currentVm());
    }

    /** With a marked table that is not in use any more, nothing is allocated. */
    private static void replaceAsce(Offers offers) {
        Kvm kvm = currentVm(offers);
        if (kvm.pvOldTable() == 0 || kvm.pvOldTable() == kvm.gmap().table()) {
            offers.mayFail("alloc");
        } else {
            offers.take();
        }
    }

    /** Only an export can be refused. */
    private static void unmap(Offers offers) {
        Machine machine = offers.machine();
        Mm mm = machine.mm();
        boolean setsAside = !mm.pvSyncDestroy() && machine.parameters().listCapacity() > 0;
        if (mm.isProtected() > 0 && !setsAside) {
            offers.mayFail("export");
        } else {
            offers.take();
        }
    }

    private static void takeUnlessWaiting(Offers offers, Step step) {
        Machine machine = offers.machine();
        Mm mm = machine.mm();
        Switches switches = machine.switches();
        boolean exiting = mm.users() == 0 && mm.teardown() != Teardown.DONE;
        boolean waits = switch (step) {
            case D3_TEST_LIST, N1_GET_USERS -> switches.fixWaitExit() && exiting;
            case K1_FIRST ->
                switches.fixListLock() && mm.deferredList().drainLock().isLocked();
            case HG_GET_USERS -> mm.users() == 0 || !offers.surroundings().is(LifecycleSlice.HOLDERS);
            default -> false;
        };
        if (!waits) {
            offers.take();
        }
    }
}
