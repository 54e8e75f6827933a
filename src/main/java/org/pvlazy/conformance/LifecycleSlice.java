package org.pvlazy.conformance;

import static org.pvlazy.conformance.Threads.thread;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.pvlazy.kvm.FdState;
import org.pvlazy.kvm.Kvm;
import org.pvlazy.kvm.Machine;
import org.pvlazy.kvm.MachineParameters;
import org.pvlazy.mm.Mm;
import org.pvlazy.probe.Environment.Command;
import org.pvlazy.probe.Step;
import org.pvlazy.uv.ProgramCheck;

/** The slices reboot and shutdown: VMs are enabled, filled, given up again and again, and end. */
final class LifecycleSlice extends Slice {
    /** How often userspace enables the VM; 0 without end. */
    static final String MAX_REBOOTS = "MaxReboots";
    /** The process exits and the VMs are closed some time. */
    static final String ENDS = "Ends";
    /** Userspace gives configurations up by KVM_PV_DISABLE, too. */
    static final String DISABLES = "Disables";
    /** Somebody else takes and drops references on mm_users. */
    static final String HOLDERS = "Holders";
    /** The OOM reaper unmaps pages. */
    static final String REAPER = "Reaper";
    /** The guest CPU touches pages. */
    static final String GUEST = "Guest";
    /** Other threads of the process touch pages. */
    static final String OTHER_HOST_THREADS = "OtherHostThreads";

    private static final String[] SWITCHES = {
        "FIX_MM_COUNT",
        "FIX_FENCE_RETURN",
        "FIX_FAIL_REFERENCES",
        "FIX_OLD_TABLE",
        "FIX_FULL_WALK",
        "FIX_WAIT_EXIT",
        "FIX_DETACH_FIRST",
        "FIX_LIST_LOCK",
        "FIX_DRAIN_EXPORT",
        "FIX_NOW_DRAINS",
        "FIX_MMDROP_DRAINS",
        "FIX_EXPORT_FAILURE",
        "FIX_COUNT_FIRST",
        "FIX_FREE_PRIV",
        "FIX_MODULE_GET"
    };

    LifecycleSlice() {
        super("Lifecycle", threadsOf(), actionsOf(), stopsOf());
    }

    private static Threads threadsOf() {
        return Threads.of(
                thread("I", Machine::ioLoop),
                thread("V", Machine::vcpuLoop),
                thread("H", Machine::hostLoop),
                thread("M", Machine::holderLoop),
                thread("P", Machine::reaperLoop));
    }

    private static Actions actionsOf() {
        return Actions.builder()
                .command("Enable(v)", offer -> new Command.Enable(Offer.vm(offer)))
                .command("Unpack(p)", offer -> new Command.Unpack(Offer.page(offer)))
                .command("Disable(v)", offer -> new Command.Disable(Offer.vm(offer)))
                .command("Exit", "do_exit", offer -> new Command.Exit())
                .command("Close(v)", "kvm_vm_release", offer -> new Command.Close(Offer.vm(offer)))
                .access("Fault3e(p)", "V", "do_non_secure_storage_access", Offer::page)
                .access("Violation3f(p)", "V", "do_secure_storage_violation", Offer::page)
                .access("Access3d(p)", "V", "do_secure_storage_access", Offer::page)
                .access("HostAccess3d(p)", "H", "do_secure_storage_access", Offer::page)
                .access("Reap(p, a)", "P", "__oom_reap_task_mm", Offer::page)
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
                Step.D3_TEST_LIST,
                Step.D3B_DROP_MM,
                Step.E2_CLEAR_GUEST_HANDLE,
                Step.E3_REPLACE_ASCE,
                Step.E3_REMOVE_ASCE,
                Step.E4_CREATE_KTHREAD,
                Step.E5_ZERO_PV,
                Step.E7_WAKE_UP,
                Step.FAIL_MMPUT,
                Step.FAIL_DROP_MM,
                Step.R_TEST,
                Step.R_GATHER,
                Step.P_DESTROY_UVC,
                Step.P_EXPORT,
                Step.P_CLEAR_FLAG,
                Step.P_PUT,
                Step.K1_FIRST,
                Step.K1_LIST_DEL,
                Step.K1_FREE_ARRAY,
                Step.K3B_READ_USERS,
                Step.K3B_SET_SYNC,
                Step.K3C_MMPUT,
                Step.K4_DESTROY_CONF,
                Step.K5_LEAK,
                Step.K6_DEC_PROTECTED,
                Step.K7_DROP_MM,
                Step.K8_FREE_DONATED,
                Step.X_UNMAP,
                Step.Z2_TEST_LIST,
                Step.Z2A_EXPORT,
                Step.Z2C_ALLOC_ARRAY,
                Step.Z3_APPEND,
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
                Step.EX_MMPUT,
                Step.HG_GET_USERS,
                Step.HP_MMPUT);
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
                                c.flag("LazyDestroy"),
                                c.number("Vms"),
                                c.number("ListCapacity"))
                        .withFeatMisc(c.flag("FeatMisc")),
                c.switches(SWITCHES),
                new ReplayParameters.Surroundings(
                        c.flags(ENDS, DISABLES, GUEST, OTHER_HOST_THREADS, HOLDERS, REAPER, "MayBeBusy"),
                        c.numbers(MAX_REBOOTS, "MaxFailures"),
                        c.strings("Failures")));
    }

    /** An import is one step, with one UVC in it. */
    @Override
    int answerInside(Step asked, long granted) {
        return asked == Step.M5_UVC ? Offer.answer(granted) : Offer.OK;
    }

    /** A guest CPU stays at M1_MakeSecure until the import is over. */
    @Override
    boolean repeatsInstruction() {
        return true;
    }

    @Override
    void offers(Offers offers, Participant thread) {
        switch (thread.step) {
            case IDLE -> commands(offers);
            case RUN -> {
                switch (thread.name) {
                    case "V" -> guestAccesses(offers);
                    case "H" -> hostAccesses(offers);
                    default -> reaped(offers);
                }
            }
            default -> LifecycleSteps.offer(offers, thread.step);
        }
    }

    private static void commands(Offers offers) {
        boolean alive = offers.machine().process().alive();
        boolean cpuIdle = !offers.machine().vcpu().busy();
        boolean ends = offers.surroundings().is(ENDS);
        for (Kvm kvm : offers.machine().kvms()) {
            boolean open = kvm.fd() == FdState.OPEN;
            if (open && alive) {
                ioctls(offers, kvm);
            }
            if (ends && open && (cpuIdle || kvm.number() != 1)) {
                offers.takeOnVm("Close", kvm.number());
            }
        }
        if (ends && alive && cpuIdle) {
            offers.take("Exit");
        }
    }

    private static void ioctls(Offers offers, Kvm kvm) {
        Machine machine = offers.machine();
        if (kvm.pvHandle() != 0) {
            if (offers.surroundings().is(DISABLES)) {
                offers.takeOnVm("Disable", kvm.number());
            }
        } else if (offers.endlessOrLeft(MAX_REBOOTS)
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

    private static void guestAccesses(Offers offers) {
        Machine machine = offers.machine();
        if (!offers.surroundings().is(GUEST)
                || machine.kvm().fd() != FdState.OPEN
                || !machine.process().alive()) {
            return;
        }
        for (int page = 1; page <= machine.mm().pages(); page++) {
            if (machine.mm().present(page) && machine.parameters().vmOf(page) == 1) {
                guestAccess(offers, page);
            }
        }
    }

    private static void guestAccess(Offers offers, int page) {
        Machine machine = offers.machine();
        switch (machine.uv().exceptionFor(machine.vcpu().pvHandle(), page)) {
            case ProgramCheck.NON_SECURE_STORAGE_ACCESS -> offers.takeOnPage("Fault3e", page);
            case ProgramCheck.SECURE_STORAGE_VIOLATION -> offers.takeOnPage("Violation3f", page);
            case ProgramCheck.SECURE_STORAGE_ACCESS -> offers.takeOnPage("Access3d", page);
            default -> {} // The access goes through, and no kernel code runs.
        }
    }

    private static void hostAccesses(Offers offers) {
        Machine machine = offers.machine();
        if (!offers.surroundings().is(OTHER_HOST_THREADS) || !machine.process().alive()) {
            return;
        }
        for (int page = 1; page <= machine.mm().pages(); page++) {
            if (machine.mm().present(page)
                    && machine.uv().exceptionFor(0, page) == ProgramCheck.SECURE_STORAGE_ACCESS) {
                offers.takeOnPage("HostAccess3d", page);
            }
        }
    }

    /** Pages of a process that the OOM killer has chosen; only one of a protected address space is exported. */
    private static void reaped(Offers offers) {
        Mm mm = offers.machine().mm();
        if (!offers.surroundings().is(REAPER) || mm.users() == 0) {
            return;
        }
        for (int page = 1; page <= mm.pages(); page++) {
            if (mm.present(page)) {
                offers.takeOnPage("Reap", page);
                if (mm.isProtected() > 0 && offers.refuses("export")) {
                    offers.takeOnPage("Reap", page, Offer.ERROR);
                }
            }
        }
    }

    @Override
    FreeScenario scenario(ReplayParameters parameters, FreeRun run, long seed) {
        return new LifecycleScenario(parameters, run, seed);
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
