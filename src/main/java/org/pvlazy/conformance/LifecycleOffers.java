package org.pvlazy.conformance;

import org.pvlazy.kvm.FdState;
import org.pvlazy.kvm.Kvm;
import org.pvlazy.kvm.Machine;
import org.pvlazy.kvm.MachineParameters;
import org.pvlazy.kvm.Vcpu;
import org.pvlazy.mm.Mm;
import org.pvlazy.mm.Teardown;
import org.pvlazy.probe.Switches;
import org.pvlazy.uv.ProgramCheck;

/** What could be taken now in the slices reboot and shutdown. */
final class LifecycleOffers {
    private static final String ALLOC = "alloc";
    private static final String EXPORT = "export";

    private LifecycleOffers() {}

    static void add(Offers offers, Participant thread) {
        switch (thread.step) {
            case IDLE -> commands(offers);
            case RUN -> accesses(offers, thread);
            case CP_DESTROY_CPUS -> takeIf(offers, !busy(current(offers)));
            case D3_TEST_LIST -> takeIf(offers, exitIsOver(offers));
            case N1_GET_USERS -> takeIf(offers, offers.machine().mm().users() > 0 || exitIsOver(offers));
            case K1_FIRST ->
                takeIf(offers, !offers.machine().mm().deferredList().drainLock().isLocked());
            case HG_GET_USERS ->
                takeIf(
                        offers,
                        offers.surroundings().is(LifecycleSlice.HOLDERS)
                                && offers.machine().mm().users() > 0);
            default -> choices(offers, thread);
        }
    }

    /** Steps that wait for nobody. */
    private static void choices(Offers offers, Participant thread) {
        switch (thread.step) {
            case A1_ALLOC_VM, D1_ALLOC_PRIV, Z2C_ALLOC_ARRAY -> offers.mayFail(ALLOC);
            case E3_REPLACE_ASCE, N6_REPLACE_ASCE -> replaceAsce(offers);
            case E4_CREATE_KTHREAD -> offers.mayFail("kthread");
            case C6_CREATE_CPUS -> offers.mayFail("cpus");
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
            case Z2A_EXPORT, P_EXPORT -> offers.mayFail(EXPORT);
            default -> offers.take();
        }
    }

    private static void takeIf(Offers offers, boolean goesOn) {
        if (goesOn) {
            offers.take();
        }
    }

    /** Whether one who found mm_users 0 may go on: as posted at once, repaired after exit_mmap. */
    private static boolean exitIsOver(Offers offers) {
        return !offers.machine().switches().fixWaitExit()
                || offers.machine().mm().teardown() == Teardown.DONE;
    }

    /** Asks for memory, unless (repair) it finds that the table in use need not be replaced. */
    private static void replaceAsce(Offers offers) {
        Kvm kvm = current(offers);
        Switches switches = offers.machine().switches();
        if (switches.fixOldTable()
                && kvm.pvOldTable() != 0
                && kvm.pvOldTable() != kvm.gmap().table()) {
            offers.take();
        } else {
            offers.mayFail(ALLOC);
        }
    }

    /** The Ultravisor is asked if the page is exported, and not set aside. */
    private static void unmap(Offers offers) {
        Mm mm = offers.machine().mm();
        boolean setsAside = !mm.pvSyncDestroy() && offers.machine().parameters().listCapacity() > 0;
        if (mm.isProtected() > 0 && !setsAside) {
            offers.mayFail(EXPORT);
        } else {
            offers.take();
        }
    }

    /** The VM whose ioctl or close the I/O thread is in. */
    private static Kvm current(Offers offers) {
        Machine machine = offers.machine();
        return machine.kvm(machine.process().currentVm());
    }

    private static boolean busy(Kvm kvm) {
        return kvm.vcpus().stream().anyMatch(Vcpu::busy);
    }

    private static void commands(Offers offers) {
        Machine machine = offers.machine();
        boolean alive = machine.process().alive();
        boolean ends = offers.surroundings().is(LifecycleSlice.ENDS);
        if (ends && alive && machine.kvms().stream().noneMatch(LifecycleOffers::busy)) {
            offers.take("Exit");
        }
        for (Kvm kvm : machine.kvms()) {
            if (kvm.fd() == FdState.OPEN) {
                if (alive) {
                    ioctls(offers, kvm);
                }
                if (ends && !busy(kvm)) {
                    offers.takeOnVm("Close", kvm.number());
                }
            }
        }
    }

    private static void ioctls(Offers offers, Kvm kvm) {
        Machine machine = offers.machine();
        if (kvm.pvHandle() != 0) {
            offers.takeOnVm("Disable", kvm.number());
        } else if (offers.endlessOrLeft(LifecycleSlice.MAX_REBOOTS)
                && machine.uv().hasFreeHandle()
                && offers.world().kthreads() < machine.uv().maxConfigs()) {
            offers.takeOnVm("Enable", kvm.number());
        }
        if (kvm.vcpus().get(0).pvHandle() != 0) {
            for (int page = 1; page <= machine.mm().pages(); page++) {
                if (machine.parameters().vmOf(page) == kvm.number()) {
                    offers.takeOnPage("Unpack", page);
                }
            }
        }
    }

    private static void accesses(Offers offers, Participant thread) {
        switch (thread.name) {
            case "V" -> guestAccesses(offers);
            case "H" -> hostAccesses(offers);
            default -> reaps(offers);
        }
    }

    /** The guest CPU is one of the first VM, whose memory is not all of the process's. */
    private static void guestAccesses(Offers offers) {
        Machine machine = offers.machine();
        MachineParameters parameters = machine.parameters();
        if (!offers.surroundings().is(LifecycleSlice.GUEST)
                || machine.kvm().fd() != FdState.OPEN
                || !machine.process().alive()) {
            return;
        }
        for (int page = 1; page <= parameters.pages(); page++) {
            int check = parameters.vmOf(page) == machine.kvm().number()
                    ? machine.uv().exceptionFor(machine.vcpu().pvHandle(), page)
                    : ProgramCheck.NONE;
            switch (check) {
                case ProgramCheck.NON_SECURE_STORAGE_ACCESS -> offers.takeOnPage("Fault3e", page);
                case ProgramCheck.SECURE_STORAGE_VIOLATION -> offers.takeOnPage("Violation3f", page);
                case ProgramCheck.SECURE_STORAGE_ACCESS -> offers.takeOnPage("Access3d", page);
                default -> {} // The access goes through, and no kernel code runs.
            }
        }
    }

    private static void hostAccesses(Offers offers) {
        Machine machine = offers.machine();
        if (!offers.surroundings().is(LifecycleSlice.OTHER_HOST_THREADS)
                || !machine.process().alive()) {
            return;
        }
        for (int page = 1; page <= machine.mm().pages(); page++) {
            if (machine.uv().exceptionFor(0, page) == ProgramCheck.SECURE_STORAGE_ACCESS) {
                offers.takeOnPage("HostAccess3d", page);
            }
        }
    }

    private static void reaps(Offers offers) {
        Mm mm = offers.machine().mm();
        if (!offers.surroundings().is(LifecycleSlice.REAPER) || mm.users() == 0) {
            return;
        }
        for (int page = 1; page <= mm.pages(); page++) {
            if (mm.present(page)) {
                offers.takeOnPage("Reap", page);
                if (mm.isProtected() > 0 && offers.refuses(EXPORT)) {
                    offers.takeOnPage("Reap", page, Offer.ERROR);
                }
            }
        }
    }
}
