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
import org.pvlazy.kvm.DrainState;
import org.pvlazy.kvm.LazyPage;
import org.pvlazy.kvm.Machine;
import org.pvlazy.mm.ArrayPage;
import org.pvlazy.probe.Step;

/** Faults of setting aside and draining, each found by the replay of a complete graph. */
class ShutdownFaultsTest {
    private static ModelGraph shutdown;

    @BeforeAll
    static void build_the_graph() {
        // Two pages, a holder of mm_users, exit and close in any order.
        shutdown = ModelGraph.of("v2-holder-set-aside");
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                fault(
                        "set-aside reference not taken",
                        "ref",
                        Sabotage.in(
                                Step.Z2_TEST_LIST,
                                (m, f) -> m.memmap().putPage(((LazyPage) Objects.requireNonNull(f)).pfn()))),
                fault("array page forgets its pages", "pfns", Sabotage.in(Step.X_DROP_MM, ShutdownFaultsTest::forget)),
                fault(
                        "page leaked that was exported",
                        "leaked",
                        Sabotage.in(
                                Step.Z2C_ALLOC_ARRAY,
                                (m, f) -> m.memmap().leakOnPurpose(((LazyPage) Objects.requireNonNull(f)).pfn()))),
                fault(
                        "second array page allocated",
                        "dlist",
                        Sabotage.in(
                                Step.Z2C_ALLOC_ARRAY,
                                (m, f) -> m.mm().deferredList().allocate())),
                fault(
                        "array page stays on the list",
                        "dlist",
                        Sabotage.in(
                                Step.K1_FREE_ARRAY,
                                (m, f) -> m.mm().deferredList()
                                        .add(Objects.requireNonNull(
                                                ((DrainState) Objects.requireNonNull(f)).current())))),
                fault("holder drops nothing", "users", Sabotage.in(Step.HP_MMPUT, (m, f) -> m.mm().mmgetNotZero())),
                fault(
                        "module kept at the last close",
                        "modref",
                        Sabotage.in(Step.F3_DROP_MM, (m, f) -> Sabotage.call(m.module(), "get"))),
                fault(
                        "table freed with the gmap though it is marked",
                        "listed",
                        Sabotage.in(Step.E4_CREATE_KTHREAD, ShutdownFaultsTest::relist)),
                fault(
                        "priv leaked where the list is empty",
                        "privs",
                        Sabotage.in(Step.D3B_DROP_MM, (m, f) -> Sabotage.call(m.privs(), "allocate"))),
                fault("list looked at with the test merged", "pc", Sabotage.merging(Step.D3_TEST_LIST)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void a_fault_makes_the_replay_diverge(String name, String what, Sabotage fault) {
        Divergence divergence = Objects.requireNonNull(
                shutdown.replay(fault, new BitSet()), "every edge was replayed and nothing differed");
        assertThat(divergence.what()).as(divergence.message()).isEqualTo(what);
    }

    @Test
    void without_a_fault_every_edge_is_replayed() {
        BitSet replayed = new BitSet();
        assertThat(shutdown.replay(Machine::new, replayed)).isNull();
        assertThat(replayed.cardinality()).isEqualTo(shutdown.graph().edges());
    }

    private static void forget(Machine machine, @Nullable Object frame) throws ReflectiveOperationException {
        ArrayPage array = machine.mm().deferredList().array(1);
        if (array != null) {
            Sabotage.set(array, "count", 0);
        }
    }

    private static void relist(Machine machine, @Nullable Object frame) throws ReflectiveOperationException {
        Sabotage.call(machine.gmap(), "list", machine.gmap().table());
    }

    private static Arguments fault(String name, String what, Sabotage fault) {
        return Arguments.of(name, what, fault);
    }
}
