package org.pvlazy.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pvlazy.kvm.Machine;
import org.pvlazy.probe.Step;
import org.pvlazy.tla.ActionLabel;
import org.pvlazy.tla.TlaState;
import org.pvlazy.tlc.Evaluator;
import org.pvlazy.tlc.IsolatedTlc;
import org.pvlazy.tlc.Manifest;
import org.pvlazy.tlc.SpecFiles;
import org.pvlazy.tlc.Successor;
import org.pvlazy.trace.Trace;
import org.pvlazy.trace.TraceFormatException;
import org.pvlazy.trace.TraceReader;
import org.pvlazy.trace.TraceState;

/** What is left of a trace still fails, and nothing can be removed from it. */
class MinimiserTest {
    private static final Manifest MANIFEST = Manifest.read(ModelGraph.SPECS);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "v1-fence-handle-zero",
                "v1-fence-kthread",
                "v1-mm-use-after-free",
                "v2-fail-path-references",
                "pages-v2-no-cpu",
                "v2-tables-list-race",
                "v2-oom-reports-unfreed"
            })
    void what_tlc_found_is_as_short_as_can_be(String name) throws TraceFormatException {
        Trace trace = committed(name);
        Minimiser.Outcome outcome = minimise(name, Machine::new, trace);
        assertThat(outcome.before()).isEqualTo(trace.states().size() - 1);
        assertThat(outcome.steps()).isEqualTo(outcome.before());
        assertThat(outcome.failure()).isEqualTo("violation of " + property(name));
        assertThat(outcome.trace().violation()).isEqualTo(trace.violation());
    }

    /** The last column is what TLC's shortest has: another way to the same violation may be longer, and be minimal too. */
    @ParameterizedTest
    @CsvSource({
        "v1-fence-handle-zero, 1, 23",
        "v1-mm-use-after-free, 1, 35",
        "v1-mm-use-after-free, 2, 35",
        "v2-holder-set-aside,  1, 30",
        "pages-v2-no-cpu,      1, 14",
        "v2-tables-retry,      1, 12"
    })
    void a_schedule_that_was_found_is_reduced_until_no_step_can_be_removed(String name, long seed, int shortest) {
        SearchOutcome found = SearchTest.search(name, Machine::new, SearchTest.random(20_000, seed));
        Minimiser.Outcome outcome = minimise(name, Machine::new, SearchTest.trace(found));
        assertThat(outcome.before()).isEqualTo(found.length());
        assertThat(outcome.steps()).isBetween(shortest, Math.min(found.length(), 2 * shortest));
        List<ActionLabel> labels = labels(outcome.trace());
        try (Evaluator evaluator = IsolatedTlc.open(ModelGraph.files(name))) {
            TlaState start = outcome.trace().state(0);
            assertThat(violates(evaluator, start, labels, name)).isTrue();
            for (int i = 0; i < labels.size(); i++) {
                List<ActionLabel> without = new ArrayList<>(labels);
                without.remove(i);
                assertThat(violates(evaluator, start, without, name))
                        .as("without step %d, %s", i + 1, labels.get(i))
                        .isFalse();
            }
        }
    }

    @Test
    void a_broken_promise_is_kept() {
        SearchOutcome found = SearchTest.search("v2-holder-promise", Machine::new, SearchTest.random(20_000, 1));
        Minimiser.Outcome outcome = minimise("v2-holder-promise", Machine::new, SearchTest.trace(found));
        assertThat(outcome.failure()).isEqualTo("violation of SetAsideReturned");
        assertThat(outcome.steps()).isBetween(20, found.length());
        assertThat(outcome.trace().end()).isEqualTo(SearchTest.trace(found).end());
    }

    @Test
    void a_divergence_is_reduced_to_the_steps_that_show_it() throws TraceFormatException {
        MachineFactory fault = Sabotage.in(Step.C3_INC_PROTECTED, (m, f) -> m.mm().incProtected());
        Minimiser.Outcome outcome = minimise("v1-mm-use-after-free", fault, committed("v1-mm-use-after-free"));
        assertThat(outcome.failure()).isEqualTo("divergence in prot");
        assertThat(outcome.steps()).isLessThan(outcome.before());
        assertThat(labels(outcome.trace()).get(outcome.steps() - 1).name()).isEqualTo("C3_IncProtected");
    }

    @Test
    void what_does_not_fail_cannot_be_reduced() throws TraceFormatException {
        Trace trace = committed("v1-fence-kthread");
        Trace harmless =
                Trace.of(trace.origin(), trace.violation(), trace.states().subList(0, 5));
        assertThatThrownBy(() -> minimise("v1-fence-kthread", Machine::new, harmless))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("does not fail on it");
        Trace loop = committed("v2-tables-fault-loops");
        assertThatThrownBy(() -> minimise("v2-tables-fault-loops", Machine::new, loop))
                .hasMessageStartingWith("loop: ");
    }

    /** The specification alone follows the steps, leaving out what is not possible. */
    private static boolean violates(Evaluator evaluator, TlaState start, List<ActionLabel> labels, String name) {
        TlaState state = start;
        for (ActionLabel label : labels) {
            for (Successor successor : evaluator.successors(state)) {
                if (successor.label().equals(label)) {
                    state = successor.state();
                    break;
                }
            }
            if (evaluator.invariantsViolated(state).contains(property(name))) {
                return true;
            }
        }
        return false;
    }

    private static List<ActionLabel> labels(Trace trace) {
        return trace.states().stream()
                .map(TraceState::step)
                .filter(Objects::nonNull)
                .map(step -> step.label())
                .toList();
    }

    private static String property(String name) {
        return Objects.requireNonNull(MANIFEST.model(name).property());
    }

    private static Trace committed(String name) throws TraceFormatException {
        return TraceReader.read(Path.of("traces/counterexamples", name + ".itf.json"));
    }

    private static Minimiser.Outcome minimise(String name, MachineFactory machines, Trace trace) {
        SpecFiles files = ModelGraph.files(name);
        try (Evaluator evaluator = IsolatedTlc.open(files)) {
            return new Minimiser(MANIFEST.model(name), files, ModelGraph.parameters(name), machines)
                    .minimise(trace, evaluator);
        }
    }
}
