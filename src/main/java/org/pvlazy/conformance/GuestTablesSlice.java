package org.pvlazy.conformance;

import static org.pvlazy.conformance.Threads.thread;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.pvlazy.kvm.FdState;
import org.pvlazy.kvm.Gmap;
import org.pvlazy.kvm.Kvm;
import org.pvlazy.kvm.Machine;
import org.pvlazy.kvm.MachineParameters;
import org.pvlazy.kvm.Vcpu;
import org.pvlazy.probe.Environment.Command;
import org.pvlazy.probe.Environment.GuestMove;
import org.pvlazy.probe.Step;

/** The slice tables: what happens to the guest's page tables while configurations come and go. */
final class GuestTablesSlice extends Slice {
    /** How often userspace enables the VM; 0 without end. */
    static final String MAX_REBOOTS = "MaxReboots";

    /** Where the thread of a guest CPU is while KVM handles its fault. */
    private static final Set<Step> IN_HANDLER = EnumSet.range(Step.LT_READ_TABLE, Step.LT_LINK);

    GuestTablesSlice() {
        super("GuestTables", threadsOf(), actionsOf(), stopsOf());
    }

    private static Threads threadsOf() {
        return Threads.of(
                thread("I", Machine::fdLoop), thread("V", m -> m.sieLoop(1)), thread("V2", m -> m.sieLoop(2)));
    }

    private static Actions actionsOf() {
        return Actions.builder()
                .command("Enable", offer -> new Command.Enable())
                .command("Disable", offer -> new Command.Disable())
                .command("Close", "kvm_vm_release", offer -> new Command.Close())
                .access("EnterSie(t)", "V", "__vcpu_run", offer -> GuestMove.ENTER_SIE)
                .access("ExitSie(t)", "V", "__vcpu_run", offer -> GuestMove.EXIT_SIE)
                .access("GuestFault(t)", "V", "do_exception", offer -> GuestMove.FAULT)
                .counts("Enable", MAX_REBOOTS)
                .build();
    }

    private static Set<Step> stopsOf() {
        Set<Step> stops = EnumSet.range(Step.LT_READ_TABLE, Step.LT_LINK);
        stops.addAll(EnumSet.range(Step.E3L_TAKE_LOCKS, Step.E3H_KICK_CPUS));
        stops.addAll(EnumSet.of(
                Step.IDLE,
                Step.RUN,
                Step.N2_DESTROY_CONF,
                Step.N6_LIST_AGAIN,
                Step.F2_REMOVE_GMAP,
                Step.K4_DESTROY_CONF,
                Step.K8_FREE_DONATED));
        return stops;
    }

    @Override
    ReplayParameters parameters(Constants c) {
        return new ReplayParameters(
                this,
                new MachineParameters(c.number("NPages"), 0, c.number("NPages"), c.number("MaxConfigs"), true)
                        .withFeatMisc(c.flag("FeatMisc"))
                        .withGuestCpus(c.number("Cpus"))
                        .withSegmentTop(c.flag("SegmentTop")),
                c.switches("FIX_TABLE_LOCK", "FIX_WALK_LOCK", "FIX_ASCE_KICK", "FIX_OLD_TABLE", "FIX_SEGMENT_ASCE"),
                new ReplayParameters.Surroundings(
                        Map.of(), c.numbers(MAX_REBOOTS, "MaxFailures"), c.strings("Failures")));
    }

    @Override
    int answerInside(Step asked, long granted) {
        boolean forTable = asked == Step.E3_REPLACE_ASCE || asked == Step.N6_REPLACE_ASCE;
        return forTable && Offer.step(granted) == Step.E3B_ALLOC ? Offer.answer(granted) : Offer.OK;
    }

    @Override
    void offers(Offers offers, Participant thread) {
        Machine machine = offers.machine();
        Gmap gmap = machine.gmap();
        switch (thread.step) {
            case IDLE -> commands(offers, machine);
            case RUN -> moves(offers, machine, cpu(machine, thread));
            case E3B_ALLOC, LT_ALLOC -> offers.mayFail("alloc");
            case N2_DESTROY_CONF, K4_DESTROY_CONF -> offers.mayFail("destroy");
            case N6_LIST_AGAIN -> takeUnless(offers, tableLockWaits(machine));
            case E3L_TAKE_LOCKS -> takeUnless(offers, mmapLockWaits(offers) || tableLockWaits(machine));
            case LT_READ_TABLE -> takeUnless(offers, machine.mm().mmapWriteLocked());
            case LT_LOCK, LT_LINK -> takeUnless(offers, gmap.locked());
            default -> offers.take();
        }
    }

    private static void takeUnless(Offers offers, boolean waits) {
        if (!waits) {
            offers.take();
        }
    }

    /** mmap_lock is fair: who came for it first, for reading, gets it first. */
    private static boolean mmapLockWaits(Offers offers) {
        return offers.machine().switches().fixWalkLock()
                && offers.world().participants().stream()
                        .anyMatch(other -> other.parked() && IN_HANDLER.contains(other.step));
    }

    private static boolean tableLockWaits(Machine machine) {
        return machine.switches().fixTableLock() && machine.gmap().locked();
    }

    private static void commands(Offers offers, Machine machine) {
        Kvm kvm = machine.kvm();
        if (kvm.fd() != FdState.OPEN || kvm.vcpus().stream().anyMatch(Vcpu::busy)) {
            return;
        }
        if (kvm.pvHandle() != 0) {
            offers.take("Disable");
        } else if (offers.endlessOrLeft(MAX_REBOOTS)
                && machine.uv().hasFreeHandle()
                && offers.world().kthreads() < machine.uv().maxConfigs()) {
            offers.take("Enable");
        }
        offers.take("Close");
    }

    private static void moves(Offers offers, Machine machine, Vcpu vcpu) {
        if (vcpu.loadedAsce() == 0) {
            if (machine.kvm().fd() == FdState.OPEN) {
                offers.take("EnterSie");
            }
            return;
        }
        offers.take("ExitSie");
        if (faults(machine, vcpu.loadedAsce())) {
            offers.take("GuestFault");
        }
    }

    /** Whether dynamic address translation stops on the way. What stands in a table that was freed nobody knows. */
    static boolean faults(Machine machine, int asce) {
        if (!machine.tables().allocated(asce)) {
            return false;
        }
        int entry = machine.guestTables().entry(asce);
        boolean segmentTop = machine.parameters().segmentTop();
        return entry == 0 || (!segmentTop && machine.gmap().hostToGuest() != entry);
    }

    /** The guest CPU whose thread this is. */
    static Vcpu cpu(Machine machine, Participant thread) {
        return machine.kvm().vcpus().get(thread.name.equals("V") ? 0 : 1);
    }

    @Override
    FreeScenario scenario(ReplayParameters parameters, FreeRun run, long seed) {
        return new GuestTablesScenario(parameters, run);
    }

    @Override
    Projection projection(ReplayParameters parameters) {
        return new GuestTablesProjection(parameters);
    }

    @Override
    Map<String, Detector> detectors() {
        return GuestTablesDetectors.ALL;
    }
}
