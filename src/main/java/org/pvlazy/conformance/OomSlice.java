package org.pvlazy.conformance;

import static org.pvlazy.conformance.Threads.thread;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.pvlazy.kvm.FdState;
import org.pvlazy.kvm.Kvm;
import org.pvlazy.kvm.Machine;
import org.pvlazy.kvm.MachineParameters;
import org.pvlazy.probe.Environment.Command;
import org.pvlazy.probe.Environment.PageHold;
import org.pvlazy.probe.Environment.Shortage;
import org.pvlazy.probe.Step;

/** The slice oom: two zombies of one process are cleaned up while the host runs out of memory. */
final class OomSlice extends Slice {
    /** How often the allocator runs out; 0 without end. */
    static final String OOMS = "Ooms";
    /** A memory control group may reach its limit, too. */
    static final String MEMCG_OOM = "MemcgOom";
    /** The other process has those of the pages whose bit is set, by number from bit 1 on. */
    static final String SHARED_PAGES = "SharedPages";

    private static final int VMS = 2;

    OomSlice() {
        super("Oom", threadsOf(), actionsOf(), stopsOf());
    }

    private static Threads threadsOf() {
        return Threads.of(
                thread("I", Machine::ioLoop),
                thread("O", Machine::allocatorLoop),
                thread("Q", Machine::pageHolderLoop));
    }

    private static Actions actionsOf() {
        return Actions.builder()
                .command("Enable(v)", offer -> new Command.Enable(Offer.vm(offer)))
                .command("Unpack(p)", offer -> new Command.Unpack(Offer.page(offer)))
                .command("Exit", "do_exit", offer -> new Command.Exit())
                .command("Close(v)", "kvm_vm_release", offer -> new Command.Close(Offer.vm(offer)))
                .access("HoldShared(p)", "Q", "get_page", offer -> new PageHold(Offer.page(offer), true))
                .access("DropShared(p)", "Q", "put_page", offer -> new PageHold(Offer.page(offer), false))
                .access("GlobalOom", "O", "__alloc_pages_may_oom", offer -> Shortage.HOST)
                .access("MemcgLimit", "O", "mem_cgroup_out_of_memory", offer -> Shortage.MEMORY_CONTROL_GROUP)
                .counts("GlobalOom", OOMS)
                .counts("MemcgLimit", OOMS)
                .build();
    }

    private static Set<Step> stopsOf() {
        Set<Step> stops = EnumSet.range(Step.OM_LOCK, Step.OM_DECIDE);
        stops.addAll(EnumSet.of(
                Step.IDLE,
                Step.RUN,
                Step.K0_REGISTER,
                Step.K1_FIRST,
                Step.K1_LIST_DEL,
                Step.P_DESTROY_UVC,
                Step.P_EXPORT,
                Step.P_PUT,
                Step.K1_COUNT,
                Step.K1_FREE_ARRAY,
                Step.K2_UNREGISTER,
                Step.K4_DESTROY_CONF));
        return stops;
    }

    @Override
    ReplayParameters parameters(Constants c) {
        int pages = c.number("NPages");
        return new ReplayParameters(
                this,
                new MachineParameters(pages, 0, pages, c.number("MaxConfigs"), true)
                        .withVms(VMS)
                        .withFeatMisc(c.flag("FeatMisc"))
                        .withListCapacity(c.number("ListCapacity"))
                        .withOom(c.number("CutOff"), c.number("ForeignFreed")),
                c.switches("FIX_LIST_LOCK", "FIX_DRAIN_EXPORT", "FIX_COUNT_PER_PAGE"),
                new ReplayParameters.Surroundings(
                        c.flags(MEMCG_OOM, "MayBeBusy"),
                        Map.of(OOMS, c.number(OOMS), SHARED_PAGES, bits(c.integers(SHARED_PAGES))),
                        Set.of()));
    }

    private static int bits(Set<Integer> pages) {
        return pages.stream().mapToInt(page -> 1 << page).sum();
    }

    @Override
    void offers(Offers offers, Participant thread) {
        Machine machine = offers.machine();
        switch (thread.step) {
            case IDLE -> commands(offers, machine);
            case RUN -> {
                if (thread.name.equals("Q")) {
                    otherProcess(offers, machine);
                } else {
                    shortages(offers, machine);
                }
            }
            case K0_REGISTER, K2_UNREGISTER ->
                takeUnless(offers, machine.oom().chain().called());
            case K1_FIRST ->
                takeUnless(offers, machine.mm().deferredList().drainLock().isLocked());
            case P_DESTROY_UVC -> {
                offers.take();
                offers.mayBeBusy();
            }
            default -> offers.take();
        }
    }

    private static void takeUnless(Offers offers, boolean waits) {
        if (!waits) {
            offers.take();
        }
    }

    private static void commands(Offers offers, Machine machine) {
        if (machine.process().alive()) {
            enable(offers, machine);
            boolean allEnabled = machine.kvms().stream().allMatch(kvm -> kvm.pvHandle() != 0);
            int insecure = firstInsecure(machine);
            if (allEnabled && insecure != 0) {
                offers.takeOnPage("Unpack", insecure);
            }
            if (insecure == 0 && heldBits(machine) == offers.surroundings().number(SHARED_PAGES)) {
                offers.take("Exit");
            }
            return;
        }
        for (Kvm kvm : machine.kvms()) {
            if (kvm.fd() == FdState.OPEN) {
                offers.takeOnVm("Close", kvm.number());
            }
        }
    }

    /** The first VM that is not enabled. */
    private static void enable(Offers offers, Machine machine) {
        machine.kvms().stream()
                .filter(kvm -> kvm.pvHandle() == 0)
                .findFirst()
                .ifPresent(kvm -> offers.takeOnVm("Enable", kvm.number()));
    }

    /** The first page that no configuration owns; 0 if there is none. */
    static int firstInsecure(Machine machine) {
        for (int page = 1; page <= machine.mm().pages(); page++) {
            if (machine.uv().owner(page) == 0) {
                return page;
            }
        }
        return 0;
    }

    static int heldBits(Machine machine) {
        return bits(machine.heldElsewhere());
    }

    private static void otherProcess(Offers offers, Machine machine) {
        int shared = offers.surroundings().number(SHARED_PAGES);
        for (int page = 1; page <= machine.mm().pages(); page++) {
            boolean held = machine.heldElsewhere().contains(page);
            if (machine.process().alive()) {
                if ((shared & 1 << page) != 0 && !held && firstInsecure(machine) == 0) {
                    offers.takeOnPage("HoldShared", page);
                }
            } else if (held) {
                offers.takeOnPage("DropShared", page);
            }
        }
    }

    private static void shortages(Offers offers, Machine machine) {
        if (!machine.process().alive() && offers.endlessOrLeft(OOMS)) {
            offers.take("GlobalOom");
            if (offers.surroundings().is(MEMCG_OOM)) {
                offers.take("MemcgLimit");
            }
        }
    }

    @Override
    FreeScenario scenario(ReplayParameters parameters, FreeRun run, long seed) {
        return new OomScenario(parameters, run);
    }

    @Override
    Projection projection(ReplayParameters parameters) {
        return new OomProjection(parameters);
    }

    @Override
    Map<String, Detector> detectors() {
        return OomDetectors.ALL;
    }
}
