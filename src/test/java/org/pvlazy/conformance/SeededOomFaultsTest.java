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
import org.pvlazy.kvm.Machine;
import org.pvlazy.kvm.MachineParameters;
import org.pvlazy.mm.OomNotifier;
import org.pvlazy.mm.OomRound;
import org.pvlazy.probe.Environment;
import org.pvlazy.probe.Probe;
import org.pvlazy.probe.Step;
import org.pvlazy.probe.Switches;

/** The harness can fail: what the OOM notifier of patch 12 could do wrong is found and named. */
class SeededOomFaultsTest {
    private static ModelGraph posted;
    private static ModelGraph repaired;

    @BeforeAll
    static void build_the_graphs() {
        // Two zombies, a foreign notifier, a page that somebody else has, a memory control group.
        posted = ModelGraph.of("oom-v2-rounds");
        // The same without the foreign notifier and with every repair.
        repaired = ModelGraph.of("oom-repaired-rounds");
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                fault(
                        "a page that somebody else has is not charged any more",
                        "charged",
                        Sabotage.in(Step.P_PUT, SeededOomFaultsTest::unchargeCurrentPage)),
                fault(
                        "the array page is not counted",
                        "nfreed",
                        Sabotage.in(Step.K1_COUNT, (m, f) -> count(Objects.requireNonNull(f), -1))),
                fault(
                        "pages are counted when they are destroyed",
                        "nfreed",
                        Sabotage.in(Step.P_PUT, (m, f) -> count(Objects.requireNonNull(f), 1))),
                fault(
                        "pages are counted in the step that puts the last of them",
                        "pc",
                        Sabotage.merging(Step.K1_COUNT)),
                fault(
                        "the notifier stays on the chain",
                        "chain",
                        Sabotage.in(Step.K4_DESTROY_CONF, (m, f) -> registerAgain(m, Objects.requireNonNull(f)))),
                fault("the notifier is registered without a step of its own", "pc", Sabotage.merging(Step.K0_REGISTER)),
                fault("a kthread may unregister while its callback runs", Divergence.ENABLED, (MachineFactory)
                        SeededOomFaultsTest::unlockedInCallback),
                fault(
                        "the callback reports everything since the kthread began",
                        "oom",
                        Sabotage.in(Step.OM_READ_AFTER, (m, f) -> round(f).setBefore(0))),
                fault("the callback does not sleep", "pc", Sabotage.merging(Step.OM_SLEEP)),
                fault("at least so many pages are enough, as the description says", "pc", (MachineFactory)
                        (p, s, probe, e) -> new Machine(p.withOom(p.oomCutOff() - 1, p.foreignFreed()), s, probe, e)),
                fault(
                        "somebody is killed though something was reported",
                        "kills",
                        Sabotage.in(
                                Step.OM_DECIDE,
                                (m, f) -> round(f).freed().add(-round(f).freed().pages()))),
                fault("the foreign notifier is not asked", "chain", (MachineFactory)
                        (p, s, probe, e) -> new Machine(p.withOom(p.oomCutOff(), 0), s, probe, e)));
    }

    static Stream<Arguments> faultsOfTheRepair() {
        return Stream.of(
                fault(
                        "a page that somebody else has is counted",
                        "nfreed",
                        Sabotage.in(Step.P_PUT, (m, f) -> count(Objects.requireNonNull(f), 1))),
                fault("the drain takes no lock", "dlock", Sabotage.in(Step.K1_LIST_DEL, (m, f) -> unlock(m, f))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void a_fault_makes_the_replay_diverge(String name, String what, MachineFactory fault) {
        assertIsFound(posted, what, fault);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faultsOfTheRepair")
    void so_does_one_in_the_repair(String name, String what, MachineFactory fault) {
        assertIsFound(repaired, what, fault);
    }

    @Test
    void without_a_fault_every_edge_is_replayed() {
        BitSet replayed = new BitSet();
        assertThat(repaired.replay(Machine::new, replayed)).isNull();
        assertThat(replayed.cardinality()).isEqualTo(repaired.graph().edges());
    }

    private static void assertIsFound(ModelGraph model, String what, MachineFactory fault) {
        Divergence divergence = Objects.requireNonNull(
                model.replay(fault, new BitSet()), "every edge was replayed and nothing differed");
        assertThat(divergence.what()).as(divergence.message()).isEqualTo(what);
    }

    private static void unchargeCurrentPage(Machine machine, @Nullable Object frame)
            throws ReflectiveOperationException {
        if (frame instanceof DrainState drain) {
            Sabotage.call(machine.memmap().memcg(), "uncharge", drain.pfn(drain.cursor()));
        }
    }

    /** n_pages_freed of the zombie whose drain this is. */
    private static void count(Object drain, int pages) throws ReflectiveOperationException {
        Sabotage.call(Sabotage.get(Sabotage.get(drain, "counter"), "priv"), "addPagesFreed", pages);
    }

    private static void registerAgain(Machine machine, Object priv) {
        machine.oom().chain().register(new OomNotifier() {
            @Override
            public int priority() {
                return 0;
            }

            @Override
            public void call(OomRound round) {
                assertThat(priv).isNotNull();
            }
        });
    }

    private static void unlock(Machine machine, @Nullable Object frame) throws ReflectiveOperationException {
        if (frame instanceof DrainState) {
            Sabotage.call(frame, "setLocked", false);
            machine.mm().deferredList().drainLock().unlock();
        }
    }

    /** The chain is not held while a callback sleeps. */
    private static Machine unlockedInCallback(
            MachineParameters parameters, Switches switches, Probe probe, Environment environment) {
        Machine[] machine = new Machine[1];
        Probe faulty = (step, frame) -> {
            boolean unlocked = step == Step.OM_SLEEP || step == Step.OM_READ_AFTER;
            try {
                probe.at(step, frame);
            } catch (Participant.Cancelled e) {
                if (unlocked) {
                    call(machine[0].oom().chain(), "lock"); // The code unlocks as it unwinds.
                }
                throw e;
            }
            if (step == Step.OM_READ_BEFORE) {
                call(machine[0].oom().chain(), "unlock");
            } else if (step == Step.OM_READ_AFTER) {
                call(machine[0].oom().chain(), "lock");
            }
        };
        machine[0] = new Machine(parameters, switches, faulty, environment);
        return machine[0];
    }

    private static void call(Object target, String name) {
        try {
            Sabotage.call(target, name);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static OomRound round(@Nullable Object frame) {
        return (OomRound) Objects.requireNonNull(frame);
    }

    private static Arguments fault(String name, String what, MachineFactory fault) {
        return Arguments.of(name, what, fault);
    }
}
