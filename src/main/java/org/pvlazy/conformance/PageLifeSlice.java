package org.pvlazy.conformance;

import static org.pvlazy.conformance.Threads.thread;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.pvlazy.kvm.Machine;
import org.pvlazy.kvm.MachineParameters;
import org.pvlazy.probe.Environment.Command;
import org.pvlazy.probe.Environment.GuestCall;
import org.pvlazy.probe.Step;

/** The slice pages: what happens to the pages of one VM, with every step of imports, fault handlers, reclaim and the cleaner. */
final class PageLifeSlice extends Slice {
    /** How often userspace enables the VM; 0 without end. */
    static final String MAX_REBOOTS = "MaxReboots";
    /** There is another host thread of the VM's process. */
    static final String HOST_THREAD = "HostThread";
    /** Pages are reclaimed. */
    static final String RECLAIMER = "Reclaimer";
    /** The guest shares pages. */
    static final String SHARING = "Sharing";

    static final List<String> GUEST_CPUS = List.of("V1", "V2");
    static final String HOST = "H";
    static final String RECLAIM = "R";
    static final String OTHER = "Q";
    static final String OTHER_UNMAPS = "Q2";
    static final String KTHREAD = "K1";

    PageLifeSlice() {
        super("PageLife", threadsOf(), actionsOf(), stopsOf());
    }

    private static Threads threadsOf() {
        return Threads.of(
                thread("I", Machine::ioLoop),
                thread("V1", machine -> machine.vcpuLoop(1)),
                thread("V2", machine -> machine.vcpuLoop(2)),
                thread(HOST, Machine::hostLoop),
                thread(RECLAIM, Machine::reclaimLoop),
                thread(OTHER, Machine::otherLoop),
                thread(OTHER_UNMAPS, Machine::otherUnmapLoop));
    }

    private static Actions actionsOf() {
        return Actions.builder()
                .command("Enable", offer -> new Command.Enable())
                .command("Disable", offer -> new Command.Disable())
                .command("Unpack(p)", offer -> new Command.Unpack(Offer.page(offer)))
                .access("Fault3e(t, p)", "", "do_non_secure_storage_access", Offer::page)
                .access("Violation3f(t, p)", "", "do_secure_storage_violation", Offer::page)
                .access("Access3d(t, p)", "", "do_secure_storage_access", Offer::page)
                .access("Share(t, p)", "", "guest", offer -> new GuestCall.Share(Offer.page(offer)))
                .access("Unshare(t, p)", "", "guest", offer -> new GuestCall.Unshare(Offer.page(offer)))
                .access("FaultIn(t, p)", "", "handle_mm_fault", Offer::page)
                .access("HostAccess(p)", HOST, "do_secure_storage_access", Offer::page)
                .access("OtherAccess(p)", OTHER, "do_secure_storage_access", Offer::page)
                .access("OtherFaultIn(p)", OTHER, "handle_mm_fault", Offer::page)
                .access("OtherUnmap(p)", OTHER_UNMAPS, "madvise_dontneed_single_vma", Offer::page)
                .access("Reclaim(p)", RECLAIM, "shrink_page_list", Offer::page)
                .counts("Enable", MAX_REBOOTS)
                .build();
    }

    private static Set<Step> stopsOf() {
        Set<Step> stops = EnumSet.range(Step.M1_MAKE_SECURE, Step.RC_PUT);
        stops.addAll(Set.of(
                Step.IDLE,
                Step.RUN,
                Step.R_TEST,
                Step.R_GATHER,
                Step.P_DESTROY_UVC,
                Step.P_CLEAR_FLAG,
                Step.P_PUT,
                Step.K4_DESTROY_CONF));
        return stops;
    }

    @Override
    ReplayParameters parameters(Constants c) {
        return new ReplayParameters(
                this,
                new MachineParameters(c.number("NPages"), 0, c.number("BatchSize"), c.number("MaxConfigs"), true)
                        .withGuestCpus(c.number("Cpus"))
                        .withFeatMisc(c.flag("FeatMisc"))
                        .withOtherProcess(c.flag("OtherProcess")),
                c.switches(
                        "FIX_LOCK_MAPPED",
                        "FIX_FREEZE_BIAS",
                        "FIX_RECOUNT",
                        "FIX_EXPORT_FLAGGED",
                        "FIX_ENABLE_NEEDS_CPU"),
                new ReplayParameters.Surroundings(
                        c.flags(HOST_THREAD, RECLAIMER, SHARING, "MayBeBusy"), c.numbers(MAX_REBOOTS), Set.of()));
    }

    @Override
    void offers(Offers offers, Participant thread) {
        new PageLifeOffers(offers, thread).add();
    }

    @Override
    FreeScenario scenario(ReplayParameters parameters, FreeRun run, long seed) {
        return new PageLifeScenario(parameters, run);
    }

    @Override
    Projection projection(ReplayParameters parameters) {
        return new PageLifeProjection(parameters);
    }

    @Override
    Map<String, Detector> detectors() {
        return PageLifeDetectors.ALL;
    }
}
