package org.pvlazy.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.pvlazy.kvm.Machine;
import org.pvlazy.kvm.ResetWalkState;
import org.pvlazy.mm.IdAllocator;
import org.pvlazy.probe.Step;
import org.pvlazy.testgen.Tour;
import org.pvlazy.tlc.ConfigFile;
import org.pvlazy.tlc.GraphBuilder;
import org.pvlazy.tlc.GraphOptions;
import org.pvlazy.tlc.SpecFiles;
import org.pvlazy.tlc.StateGraph;

/** The harness can fail: each fault put into the implementation is found, and the report names what is wrong. */
class SeededFaultsTest {
    private static final Path SPECS = Path.of("specs");
    /** Two configurations, one page, exit and close. */
    private static final SpecFiles MODEL = new SpecFiles(SPECS, "MCReboot", "models/v2-destroy-dirty-current");

    private static StateGraph graph;
    private static Tour tour;
    private static ReplayParameters parameters;

    @BeforeAll
    static void build_the_graph() throws IOException {
        graph = GraphBuilder.build(MODEL, GraphOptions.strict());
        tour = Tour.of(graph);
        parameters = ReplayParameters.of(ConfigFile.constants(MODEL.configFile()));
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                fault(
                        "lost decrement of is_protected",
                        "prot",
                        Sabotage.in(Step.K6_DEC_PROTECTED, (m, f) -> m.mm().incProtected())),
                fault(
                        "missing mmput in the kthread",
                        "users",
                        Sabotage.in(Step.K3C_MMPUT, (m, f) -> m.mm().mmgetNotZero())),
                fault(
                        "missing mmdrop in the kthread",
                        "count",
                        Sabotage.in(Step.K7_DROP_MM, (m, f) -> m.mm().mmgrab())),
                fault("missing mmgrab", "count", Sabotage.in(Step.D2_GRAB_MM, (m, f) -> m.mm().mmdrop())),
                fault("skipped page", "ref", Sabotage.in(Step.R_GATHER, SeededFaultsTest::skipPage)),
                fault(
                        "page gathered twice",
                        "ref",
                        Sabotage.in(Step.R_GATHER, (m, f) -> m.memmap().getPage(1))),
                fault(
                        "flag not cleared after destroy",
                        "flag",
                        Sabotage.in(Step.P_PUT, (m, f) -> m.memmap().setArch1(1))),
                fault(
                        "flag cleared although the UVC was refused",
                        "flag",
                        Sabotage.in(Step.P_PUT, (m, f) -> m.memmap().clearArch1(1))),
                fault(
                        "stale guest handle",
                        "ghandle",
                        Sabotage.in(
                                Step.E5_ZERO_PV,
                                (m, f) -> Sabotage.call(
                                        m.gmap(), "setGuestHandle", m.kvm().pvHandle()))),
                fault(
                        "arch.pv zeroed before it is copied",
                        "handle",
                        Sabotage.in(Step.E2_CLEAR_GUEST_HANDLE, (m, f) -> Sabotage.call(m.kvm(), "zeroPv"))),
                fault(
                        "old table stays on crst_list",
                        "listed",
                        Sabotage.in(Step.E4_CREATE_KTHREAD, SeededFaultsTest::relistOldTable)),
                fault(
                        "pv_sync_destroy set while there are other users",
                        "sync",
                        Sabotage.in(Step.K3C_MMPUT, (m, f) -> m.mm().setSyncDestroy())),
                fault(
                        "donated memory freed before the destroy",
                        "blocks",
                        Sabotage.in(Step.K4_DESTROY_CONF, (m, f) -> freeAll(m.donatedStorage()))),
                fault("lost wake-up", "pc", Sabotage.losingWakeUps()),
                fault("flag cleared in one step with the UVC", "flag", Sabotage.merging(Step.P_CLEAR_FLAG)),
                fault("users read and acted on in one step", "sync", Sabotage.merging(Step.K3B_SET_SYNC)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void a_fault_makes_the_replay_diverge(String name, String what, Sabotage fault) {
        Divergence divergence = Objects.requireNonNull(replay(fault), () -> "not found: " + name);
        assertThat(divergence.what()).as(divergence.message()).isEqualTo(what);
        assertThat(divergence.message())
                .contains("divergence in seeded path")
                .contains("expected  ")
                .contains("actual    ")
                .contains(".tla:")
                .contains(".java:");
    }

    @Test
    void without_a_fault_every_edge_is_replayed() {
        assertThat(replay(Machine::new)).isNull();
    }

    private static @Nullable Divergence replay(MachineFactory machines) {
        BitSet replayed = new BitSet();
        try (Lockstep lockstep = new Lockstep(parameters, SpecSources.of(SPECS), machines)) {
            GraphScripts scripts = new GraphScripts(graph, "seeded");
            for (int i = 0; i < tour.paths().size(); i++) {
                Divergence divergence =
                        lockstep.run(scripts.path(i, tour.paths().get(i)));
                if (divergence != null) {
                    return divergence;
                }
                for (int edge : tour.paths().get(i)) {
                    replayed.set(edge);
                }
            }
        }
        assertThat(replayed.cardinality()).isEqualTo(graph.edges());
        return null;
    }

    private static void skipPage(Machine machine, @Nullable Object frame) throws ReflectiveOperationException {
        if (frame instanceof ResetWalkState state) {
            Sabotage.set(state, "next", state.next() + 1);
        }
    }

    private static void relistOldTable(Machine machine, @Nullable Object frame) throws ReflectiveOperationException {
        BitSet list = (BitSet) Sabotage.get(machine.gmap(), "crstList");
        machine.tables().forEachAllocated(list::set);
    }

    private static void freeAll(IdAllocator allocator) {
        BitSet ids = new BitSet();
        allocator.forEachAllocated(ids::set);
        ids.stream().forEach(allocator::free);
    }

    private static Arguments fault(String name, String what, Sabotage fault) {
        return Arguments.of(name, what, fault);
    }
}
