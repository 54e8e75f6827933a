package org.pvlazy.conformance;

import static org.pvlazy.conformance.Threads.thread;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.pvlazy.kvm.Machine;
import org.pvlazy.kvm.MachineParameters;
import org.pvlazy.probe.Environment.Command;
import org.pvlazy.probe.Step;

/** The slices reboot and shutdown: VMs of one process are enabled, filled, given up again and again, and end. */
final class LifecycleSlice extends Slice {
    /** How often userspace enables the VM; 0 without end. */
    static final String MAX_REBOOTS = "MaxReboots";
    /** The process exits and the VM is closed some time. */
    static final String ENDS = "Ends";
    /** The guest CPU touches pages. */
    static final String GUEST = "Guest";
    /** Other threads of the process touch pages. */
    static final String OTHER_HOST_THREADS = "OtherHostThreads";
    /** Others come and hold mm_users. */
    static final String HOLDERS = "Holders";
    /** The OOM reaper unmaps pages. */
    static final String REAPER = "Reaper";

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
                .access("Reap(p, a)", "P", "oom_reap_task_mm", Offer::page)
                .steps("M", Step.HG_GET_USERS, Step.HP_MMPUT)
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
                                c.flag("LazyDestroy"))
                        .withVms(c.number("Vms"))
                        .withListCapacity(c.number("ListCapacity")),
                c.switches(
                        "FIX_MM_COUNT",
                        "FIX_FENCE_RETURN",
                        "FIX_FAIL_REFERENCES",
                        "FIX_OLD_TABLE",
                        "FIX_FULL_WALK",
                        "FIX_WAIT_EXIT",
                        "FIX_LIST_LOCK",
                        "FIX_DRAIN_EXPORT",
                        "FIX_NOW_DRAINS",
                        "FIX_MMDROP_DRAINS",
                        "FIX_EXPORT_FAILURE",
                        "FIX_DETACH_FIRST",
                        "FIX_FREE_PRIV",
                        "FIX_MODULE_GET",
                        "FIX_COUNT_FIRST"),
                new ReplayParameters.Surroundings(
                        c.flags(ENDS, GUEST, OTHER_HOST_THREADS, HOLDERS, REAPER, "MayBeBusy"),
                        c.numbers(MAX_REBOOTS, "MaxFailures"),
                        c.strings("Failures")));
    }

    @Override
    void offers(Offers offers, Participant thread) {
        LifecycleOffers.add(offers, thread);
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
