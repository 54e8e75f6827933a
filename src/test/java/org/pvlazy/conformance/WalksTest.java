package org.pvlazy.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.pvlazy.kvm.Machine;
import org.pvlazy.probe.Step;
import org.pvlazy.tlc.Evaluator;
import org.pvlazy.tlc.GraphBuilder;
import org.pvlazy.tlc.GraphOptions;
import org.pvlazy.tlc.IsolatedTlc;
import org.pvlazy.tlc.Manifest;
import org.pvlazy.tlc.Model;
import org.pvlazy.tlc.SpecFiles;
import org.pvlazy.tlc.StateGraph;

/** Random walks are repeatable, get everywhere, and find what is wrong. */
class WalksTest {
    private static final String MODEL = "v2-destroy-dirty-current";
    private static final String SMALL = "v2-retry-table";

    @Test
    void the_same_seed_gives_the_same_walks_and_another_seed_others() {
        WalkOutcome one = walk(Machine::new, new WalkOptions(20, 40, 3));
        WalkOutcome again = walk(Machine::new, new WalkOptions(20, 40, 3));
        WalkOutcome other = walk(Machine::new, new WalkOptions(20, 40, 4));
        assertThat(one.steps()).isPositive().isEqualTo(again.steps());
        assertThat(one.coverage().counts()).isEqualTo(again.coverage().counts());
        assertThat(other.coverage().counts()).isNotEqualTo(one.coverage().counts());
    }

    @Test
    void everything_is_compared_at_the_start_and_after_every_step() {
        WalkOutcome outcome = walk(Machine::new, new WalkOptions(5, 6, 1));
        assertThat(outcome.divergence()).isNull();
        assertThat(outcome.walks()).isEqualTo(5);
        assertThat(outcome.steps()).isEqualTo(30);
        assertThat(outcome.enabledSetsCompared()).isEqualTo(35);
        try (Evaluator evaluator = IsolatedTlc.open(ModelGraph.files(MODEL))) {
            assertThat(outcome.variablesCompared())
                    .isEqualTo(35L * evaluator.variables().size());
        }
        assertThat(outcome.coverage().counts().values().stream()
                        .mapToLong(n -> n)
                        .sum())
                .isEqualTo(30);
    }

    @Test
    void few_walks_take_an_edge_of_every_class_of_the_graph() {
        Slice slice = ModelGraph.SLICE;
        StateGraph graph = GraphBuilder.build(ModelGraph.files(SMALL), GraphOptions.strict());
        Set<EdgeClass> all = IntStream.range(0, graph.edges())
                .mapToObj(edge -> EdgeClass.of(slice, slice.binding().offer(graph.label(edge))))
                .collect(Collectors.toSet());
        WalkOutcome outcome = walk(SMALL, Machine::new, new WalkOptions(60, 100, 1));
        assertThat(outcome.coverage().counts().keySet()).isEqualTo(all);
        assertThat(outcome.coverage().classesTaken()).isEqualTo(all.size());
        assertThat(outcome.coverage().actionsTaken())
                .isEqualTo(all.stream().map(EdgeClass::action).distinct().count());
    }

    @Test
    void a_fault_makes_a_walk_diverge_and_the_command_repeats_it() {
        MachineFactory fault = Sabotage.in(Step.K6_DEC_PROTECTED, (m, f) -> m.mm().incProtected());
        WalkOutcome outcome = walk(fault, new WalkOptions(100, 100, 9));
        Divergence divergence = Objects.requireNonNull(outcome.divergence());
        assertThat(divergence.what()).isEqualTo("prot");
        assertThat(divergence.action()).startsWith("K6_DecProtected");
        assertThat(outcome.walks()).isLessThan(100);
        int needed = outcome.walks() + 1;
        assertThat(outcome.command())
                .isEqualTo("./pvlazy replay --model " + MODEL + " --walks " + needed + " --depth 100 --seed 9");
        assertThat(walk(fault, new WalkOptions(needed, 100, 9)).divergence()).isEqualTo(divergence);
    }

    @Test
    void a_step_that_cannot_be_taken_makes_the_enabled_sets_differ() {
        WalkOutcome outcome = walk(Sabotage.losingWakeUps(), new WalkOptions(100, 100, 2));
        assertThat(Objects.requireNonNull(outcome.divergence()).action()).startsWith("E7_WakeUp");
    }

    @Test
    void there_must_be_something_to_do() {
        assertThatThrownBy(() -> new WalkOptions(0, 10, 1)).hasMessage("0 walks of 10 steps");
        assertThatThrownBy(() -> new WalkOptions(10, 0, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    private static WalkOutcome walk(MachineFactory machines, WalkOptions options) {
        return walk(MODEL, machines, options);
    }

    private static WalkOutcome walk(String name, MachineFactory machines, WalkOptions options) {
        SpecFiles files = ModelGraph.files(name);
        Model model = Manifest.read(ModelGraph.SPECS).model(name);
        try (Evaluator evaluator = IsolatedTlc.open(files)) {
            return new Walks(model, ModelGraph.parameters(name), SpecSources.of(files), machines)
                    .run(options, evaluator);
        }
    }
}
