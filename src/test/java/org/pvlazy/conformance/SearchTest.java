package org.pvlazy.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pvlazy.conformance.SearchOptions.Kind;
import org.pvlazy.kvm.Machine;
import org.pvlazy.probe.Step;
import org.pvlazy.tlc.Evaluator;
import org.pvlazy.tlc.IsolatedTlc;
import org.pvlazy.tlc.Manifest;
import org.pvlazy.tlc.Model;
import org.pvlazy.tlc.SpecFiles;
import org.pvlazy.trace.Trace;
import org.pvlazy.trace.TraceWriter;

/** The code side finds by itself what TLC found in the model, and nothing where nothing is. */
class SearchTest {
    private static final Manifest MANIFEST = Manifest.read(ModelGraph.SPECS);
    private static final String SOME = "v1-fence-kthread";
    /** What the rarer violations take is more than a test should. */
    private static final int FEW = 150;

    static List<String> violations() {
        return MANIFEST.models().stream()
                .filter(model -> model.hasCounterexample() && model.tlcExit() == 12 && model.distinct() < FEW)
                .map(Model::name)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("violations")
    void a_known_violation_is_found_without_the_counterexample(String name) {
        SearchOutcome outcome = search(name, Machine::new, random(20_000, 1));
        assertThat(outcome.property()).isEqualTo(MANIFEST.model(name).property());
        assertThat(outcome.divergence()).isNull();
        assertThat(outcome.steps()).isLessThan(20_000);
        assertThat(outcome.report()).isNotBlank();
        assertThat(outcome.missed()).isFalse();
        assertThat(outcome.unexpected()).isFalse();
        assertThat(replayed(name, trace(outcome)).divergence()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1-fence-handle-zero", "v1-fence-kthread", "v1-mm-use-after-free"})
    void priorities_find_it_too(String name) {
        SearchOutcome outcome = search(name, Machine::new, new SearchOptions(Kind.PCT, 3, 20_000, 200, 1));
        assertThat(outcome.property()).isEqualTo(MANIFEST.model(name).property());
        assertThat(replayed(name, trace(outcome)).divergence()).isNull();
    }

    @Test
    void a_broken_promise_is_found_where_nothing_happens_any_more() {
        SearchOutcome outcome = search("v2-fail-path-mm", Machine::new, random(50_000, 1));
        assertThat(outcome.property()).isEqualTo("MmFreed");
        assertThat(replayed("v2-fail-path-mm", trace(outcome)).divergence()).isNull();
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void the_same_seed_finds_the_same_schedule_and_another_seed_another(Kind kind) {
        SearchOutcome one = search(SOME, Machine::new, new SearchOptions(kind, 3, 20_000, 200, 5));
        SearchOutcome again = search(SOME, Machine::new, new SearchOptions(kind, 3, 20_000, 200, 5));
        SearchOutcome other = search(SOME, Machine::new, new SearchOptions(kind, 3, 20_000, 200, 6));
        assertThat(again).isEqualTo(one);
        assertThat(TraceWriter.toJson(trace(again))).isEqualTo(TraceWriter.toJson(trace(one)));
        assertThat(TraceWriter.toJson(trace(other))).isNotEqualTo(TraceWriter.toJson(trace(one)));
    }

    @Test
    void where_every_claim_holds_nothing_is_found() {
        SearchOutcome outcome = search("reboot-v2-batches", Machine::new, random(3_000, 1));
        assertThat(outcome.wanted()).isNotEmpty();
        assertThat(outcome.property()).isNull();
        assertThat(outcome.trace()).isNull();
        assertThat(outcome.unexpected()).isFalse();
        assertThat(outcome.missed()).isFalse();
        assertThat(outcome.steps()).isBetween(3_000L, 3_200L);
        assertThat(outcome.edges()).isBetween(500, 3_218);
    }

    @Test
    void too_few_steps_are_said_to_be_too_few() {
        SearchOutcome outcome = search(SOME, Machine::new, new SearchOptions(Kind.RANDOM, 3, 10, 5, 1));
        assertThat(outcome.missed()).isTrue();
        assertThat(outcome.schedules()).isGreaterThan(1);
    }

    @Test
    void a_fault_in_the_implementation_ends_the_search_with_a_schedule_that_shows_it() {
        MachineFactory fault = Sabotage.in(Step.C3_INC_PROTECTED, (m, f) -> m.mm().incProtected());
        SearchOutcome outcome = search(SOME, fault, random(20_000, 1));
        assertThat(Objects.requireNonNull(outcome.divergence()).what()).isEqualTo("prot");
        assertThat(outcome.unexpected()).isTrue();
        assertThat(outcome.property()).isNull();
        assertThat(Objects.requireNonNull(
                                trace(outcome).states().get(outcome.length()).step())
                        .label()
                        .name())
                .isEqualTo("C3_IncProtected");
    }

    @Test
    void a_property_without_a_detector_is_not_searched_for() {
        SearchOutcome outcome = search("v2-tables-fault-loops", Machine::new, random(1_000, 1));
        assertThat(outcome.wanted()).isEmpty();
        assertThat(outcome.steps()).isZero();
    }

    @Test
    void there_must_be_something_to_do() {
        assertThatThrownBy(() -> random(0, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    static SearchOptions random(long steps, long seed) {
        return new SearchOptions(Kind.RANDOM, 0, steps, 200, seed);
    }

    static Trace trace(SearchOutcome outcome) {
        return Objects.requireNonNull(outcome.trace());
    }

    static SearchOutcome search(String name, MachineFactory machines, SearchOptions options) {
        SpecFiles files = ModelGraph.files(name);
        try (Evaluator evaluator = IsolatedTlc.open(files)) {
            return new Search(MANIFEST.model(name), files, ModelGraph.parameters(name), machines)
                    .run(options, evaluator);
        }
    }

    private static TraceReplay.Outcome replayed(String name, Trace trace) {
        SpecFiles files = ModelGraph.files(name);
        try (Evaluator evaluator = IsolatedTlc.open(files)) {
            return new TraceReplay(ModelGraph.parameters(name), SpecSources.of(files), evaluator)
                    .run(trace, MANIFEST.model(name).variant());
        }
    }
}
