package org.pvlazy.conformance;

import static org.pvlazy.conformance.Threads.thread;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.pvlazy.kvm.FdState;
import org.pvlazy.kvm.Machine;
import org.pvlazy.kvm.MachineParameters;
import org.pvlazy.probe.Environment.Command;
import org.pvlazy.probe.Step;
import org.pvlazy.uv.ProgramCheck;

/** The slices reboot and shutdown: a VM is enabled, filled, given up again and again, and ends. */
final class LifecycleSlice extends Slice {
    /** How often userspace enables the VM; 0 without end. */
    static final String MAX_REBOOTS = "MaxReboots";
    /** The process exits and the VM is closed some time. */
    private static final String ENDS = "Ends";
    /** The guest CPU touches pages. */
    private static final String GUEST = "Guest";
    /** Other threads of the process touch pages. */
    private static final String OTHER_HOST_THREADS = "OtherHostThreads";

    LifecycleSlice() {
        super("Reboot", threadsOf(), actionsOf(), stopsOf());
    }

    private static Threads threadsOf() {
        return Threads.of(thread("I", Machine::ioLoop), thread("V", Machine::vcpuLoop), thread("H", Machine::hostLoop));
    }

    private static Actions actionsOf() {
        return Actions.builder()
                .command("Enable", offer -> new Command.Enable())
                .command("Unpack(p)", offer -> new Command.Unpack(Offer.page(offer)))
                .command("Disable", offer -> new Command.Disable())
                .command("Exit", "do_exit", offer -> new Command.Exit())
                .command("Close", "kvm_vm_release", offer -> new Command.Close())
                .access("Fault3e(p)", "V", "do_non_secure_storage_access", Offer::page)
                .access("Violation3f(p)", "V", "do_secure_storage_violation", Offer::page)
                .access("Access3d(p)", "V", "do_secure_storage_access", Offer::page)
                .access("HostAccess3d(p)", "H", "do_secure_storage_access", Offer::page)
                .counts("Enable", MAX_REBOOTS)
                .build();
    }

    private static Set<Step> stopsOf() {
        return EnumSet.of(
                Step.IDLE,
                Step.RUN,
                Step.A1_ALLOC_VM,
                Step.C1_CREATE_CONF,
                Step.C2_SET_SYNC,
                Step.C3_INC_PROTECTED,
                Step.C4_DEC_PROTECTED,
                Step.C5_SET_GUEST_HANDLE,
                Step.C6_CREATE_CPUS,
                Step.M1_MAKE_SECURE,
                Step.CP_DESTROY_CPUS,
                Step.D1_ALLOC_PRIV,
                Step.D2_GRAB_MM,
                Step.D3_GET_USERS,
                Step.D3B_DROP_MM,
                Step.E2_CLEAR_GUEST_HANDLE,
                Step.E3_REPLACE_ASCE,
                Step.E4_CREATE_KTHREAD,
                Step.E5_ZERO_PV,
                Step.E7_WAKE_UP,
                Step.R_TEST,
                Step.R_GATHER,
                Step.P_DESTROY_UVC,
                Step.P_CLEAR_FLAG,
                Step.P_PUT,
                Step.K3B_READ_USERS,
                Step.K3B_SET_SYNC,
                Step.K3C_MMPUT,
                Step.K4_DESTROY_CONF,
                Step.K5_LEAK,
                Step.K6_DEC_PROTECTED,
                Step.K7_DROP_MM,
                Step.K8_FREE_DONATED,
                Step.X_UNMAP,
                Step.X_DROP_MM,
                Step.N1_GET_USERS,
                Step.N1_MMPUT,
                Step.N2_DESTROY_CONF,
                Step.N3_CLEAR_GUEST_HANDLE,
                Step.N4_DEC_PROTECTED,
                Step.N6_DEALLOC,
                Step.N6_REPLACE_ASCE,
                Step.F1_DESTROY_CPUS,
                Step.F2_REMOVE_GMAP,
                Step.F3_DROP_MM,
                Step.EX_MMPUT);
    }

    @Override
    ReplayParameters parameters(Constants c) {
        return new ReplayParameters(
                this,
                new MachineParameters(
                        c.number("NPages"),
                        c.number("LowPages"),
                        c.number("BatchSize"),
                        c.number("MaxConfigs"),
                        c.flag("LazyDestroy")),
                c.switches("FIX_MM_COUNT", "FIX_FENCE_RETURN"),
                new ReplayParameters.Surroundings(
                        c.flags(ENDS, GUEST, OTHER_HOST_THREADS, "MayBeBusy"),
                        c.numbers(MAX_REBOOTS, "MaxFailures"),
                        c.strings("Failures")));
    }

    @Override
    void offers(Offers offers, Participant thread) {
        switch (thread.step) {
            case IDLE -> commands(offers);
            case RUN -> {
                if (thread.name.equals("V")) {
                    guestAccesses(offers);
                } else {
                    hostAccesses(offers);
                }
            }
            case CP_DESTROY_CPUS -> {
                if (!offers.machine().vcpu().busy()) {
                    offers.take();
                }
            }
            case A1_ALLOC_VM, D1_ALLOC_PRIV, E3_REPLACE_ASCE, N6_REPLACE_ASCE -> offers.mayFail("alloc");
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
            default -> offers.take();
        }
    }

    private static void commands(Offers offers) {
        Machine machine = offers.machine();
        boolean open = machine.kvm().fd() == FdState.OPEN;
        boolean alive = machine.process().alive();
        if (open && alive) {
            ioctls(offers, machine);
        }
        if (offers.surroundings().is(ENDS) && !machine.vcpu().busy()) {
            if (alive) {
                offers.take("Exit");
            }
            if (open) {
                offers.take("Close");
            }
        }
    }

    private static void ioctls(Offers offers, Machine machine) {
        if (machine.kvm().pvHandle() != 0) {
            offers.take("Disable");
        } else if (offers.endlessOrLeft(MAX_REBOOTS)
                && machine.uv().hasFreeHandle()
                && offers.world().kthreads() < machine.uv().maxConfigs()) {
            offers.take("Enable");
        }
        if (machine.vcpu().pvHandle() != 0) {
            for (int page = 1; page <= machine.mm().pages(); page++) {
                offers.takeOnPage("Unpack", page);
            }
        }
    }

    private static void guestAccesses(Offers offers) {
        Machine machine = offers.machine();
        if (!offers.surroundings().is(GUEST)
                || machine.kvm().fd() != FdState.OPEN
                || !machine.process().alive()) {
            return;
        }
        for (int page = 1; page <= machine.mm().pages(); page++) {
            switch (machine.uv().exceptionFor(machine.vcpu().pvHandle(), page)) {
                case ProgramCheck.NON_SECURE_STORAGE_ACCESS -> offers.takeOnPage("Fault3e", page);
                case ProgramCheck.SECURE_STORAGE_VIOLATION -> offers.takeOnPage("Violation3f", page);
                case ProgramCheck.SECURE_STORAGE_ACCESS -> offers.takeOnPage("Access3d", page);
                default -> {} // The access goes through, and no kernel code runs.
            }
        }
    }

    private static void hostAccesses(Offers offers) {
        Machine machine = offers.machine();
        if (!offers.surroundings().is(OTHER_HOST_THREADS) || !machine.process().alive()) {
            return;
        }
        for (int page = 1; page <= machine.mm().pages(); page++) {
            if (machine.uv().exceptionFor(0, page) == ProgramCheck.SECURE_STORAGE_ACCESS) {
                offers.takeOnPage("HostAccess3d", page);
            }
        }
    }

    @Override
    Projection projection(ReplayParameters parameters) {
        return new LifecycleProjection(parameters);
    }

    @Override
    Map<String, Detector> detectors() {
        return LifecycleDetectors.ALL;
    }
}
