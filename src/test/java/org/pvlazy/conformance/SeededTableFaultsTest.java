package org.pvlazy.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.pvlazy.kvm.DeferredPriv;
import org.pvlazy.kvm.Machine;
import org.pvlazy.kvm.TableLink;
import org.pvlazy.kvm.TableSwitch;
import org.pvlazy.probe.Step;
import org.pvlazy.probe.Switches;

/** The harness can fail: what patch 02 and __gmap_link could do wrong with tables is found and named. */
class SeededTableFaultsTest {
    private static ModelGraph posted;
    private static ModelGraph repaired;
    private static ModelGraph failing;

    @BeforeAll
    static void build_the_graphs() {
        // Two configurations and a guest CPU.
        posted = ModelGraph.of("tables-v2");
        // The same with every repair.
        repaired = ModelGraph.of("tables-repaired");
        // Every repair, and things that fail.
        failing = ModelGraph.of("witness-tables-listed-again");
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                fault(
                        "the table in use stays on crst_list",
                        "listed",
                        Sabotage.in(
                                Step.E3B_ALLOC,
                                (m, f) ->
                                        Sabotage.call(m.gmap(), "list", m.gmap().table()))),
                fault(
                        "the copy is lost",
                        "entry",
                        Sabotage.in(
                                Step.E3E_SET_ASCE,
                                (m, f) -> Sabotage.call(m.guestTables(), "write", local(f).table(), 0))),
                fault(
                        "gmap->asce names the old table again",
                        "gasce",
                        Sabotage.in(
                                Step.E3F_SET_CONTEXT_ASCE,
                                (m, f) -> Sabotage.call(
                                        m.gmap(), "setAsce", m.gmap().table()))),
                fault(
                        "context.gmap_asce names the old table again",
                        "casce",
                        Sabotage.in(
                                Step.E3G_SET_TABLE,
                                (m, f) -> m.mm().setGmapAsce(m.gmap().table()))),
                fault("both ASCEs are set in one step", "casce", Sabotage.merging(Step.E3F_SET_CONTEXT_ASCE)),
                fault(
                        "guest_table_lock is dropped before the entry is stored",
                        "gtlock",
                        Sabotage.in(Step.LT_LIST_ADD, (m, f) -> unlock(m, link(f)))),
                fault(
                        "the lower-level table is not listed",
                        "listed",
                        Sabotage.in(Step.LT_STORE, (m, f) -> Sabotage.call(m.gmap(), "unlist", link(f).page()))),
                fault(
                        "the entry goes into the table that is in use now",
                        "entry",
                        Sabotage.in(
                                Step.LT_STORE,
                                (m, f) ->
                                        Sabotage.call(link(f), "found", m.gmap().asce()))),
                fault(
                        "host_to_guest points into the top-level table",
                        "h2g",
                        Sabotage.in(
                                Step.LT_LINK, (m, f) -> Sabotage.call(m.gmap(), "setHostToGuest", link(f).table()))),
                fault(
                        "the zombie's table is freed before it is destroyed",
                        "entry",
                        Sabotage.in(
                                Step.K4_DESTROY_CONF,
                                (m, f) -> Sabotage.call(
                                        m.guestTables(),
                                        "free",
                                        ((DeferredPriv) Objects.requireNonNull(f)).oldTable()))),
                fault("CPUs are kicked as if that were posted", "handle", (MachineFactory)
                        (p, s, probe, e) -> new Machine(
                                p,
                                Switches.with(name -> name.equals("fixMmCount")
                                        || name.equals("fixFenceReturn")
                                        || name.equals("fixAsceKick")),
                                probe,
                                e)));
    }

    static Stream<Arguments> faultsOfTheRepairs() {
        return Stream.of(
                fault(
                        "mmap_lock is dropped before the table is unlisted",
                        "mmaplock",
                        Sabotage.in(Step.E3A_UNLIST, (m, f) -> dropMmapLock(m, local(f)))),
                fault(
                        "a CPU stays in SIE",
                        "vasce",
                        Sabotage.in(
                                Step.K4_DESTROY_CONF,
                                (m, f) -> Sabotage.set(
                                        m.vcpu(), "loadedAsce", m.gmap().asce()))),
                fault(
                        "a table is remembered that is in use",
                        "old",
                        Sabotage.in(Step.E3C_LIST_ADD, (m, f) -> Sabotage.call(m.kvm(), "setPvOldTable", 1))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void a_fault_makes_the_replay_diverge(String name, String what, MachineFactory fault) {
        assertIsFound(posted, what, fault);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faultsOfTheRepairs")
    void so_does_one_in_the_repairs(String name, String what, MachineFactory fault) {
        assertIsFound(repaired, what, fault);
    }

    @Test
    void so_does_a_table_that_is_not_remembered_after_a_failed_destroy() {
        assertIsFound(
                failing,
                "old",
                Sabotage.in(Step.N2_DESTROY_CONF, (m, f) -> Sabotage.call(m.kvm(), "setPvOldTable", 0)));
    }

    @Test
    void without_a_fault_every_edge_is_replayed() {
        for (ModelGraph model : new ModelGraph[] {posted, repaired, failing}) {
            BitSet replayed = new BitSet();
            assertThat(model.replay(Machine::new, replayed)).isNull();
            assertThat(replayed.cardinality()).isEqualTo(model.graph().edges());
        }
    }

    private static void assertIsFound(ModelGraph model, String what, MachineFactory fault) {
        Divergence divergence = Objects.requireNonNull(
                model.replay(fault, new BitSet()), "every edge was replayed and nothing differed");
        assertThat(divergence.what()).as(divergence.message()).isEqualTo(what);
    }

    private static void unlock(Machine machine, TableLink link) throws ReflectiveOperationException {
        Sabotage.call(Sabotage.get(machine, "gmapLink"), "unlock", machine.gmap(), link);
    }

    private static void dropMmapLock(Machine machine, TableSwitch local) throws ReflectiveOperationException {
        Sabotage.call(local, "setLocked", local.tableLocked(), false);
        machine.mm().mmapWriteUnlock();
    }

    private static TableSwitch local(@Nullable Object frame) {
        return (TableSwitch) Objects.requireNonNull(frame);
    }

    private static TableLink link(@Nullable Object frame) {
        return (TableLink) Objects.requireNonNull(frame);
    }

    private static Arguments fault(String name, String what, MachineFactory fault) {
        return Arguments.of(name, what, fault);
    }
}
