package org.pvlazy.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pvlazy.kvm.Machine;
import org.pvlazy.probe.Step;
import org.pvlazy.tla.TlaState;
import org.pvlazy.tlc.ConfigFile;
import org.pvlazy.tlc.Evaluator;
import org.pvlazy.tlc.IsolatedTlc;
import org.pvlazy.tlc.Manifest;
import org.pvlazy.tlc.Model;
import org.pvlazy.tlc.SpecFiles;
import org.pvlazy.tlc.Successor;
import org.pvlazy.trace.Trace;
import org.pvlazy.trace.TraceEnd;
import org.pvlazy.trace.TraceOrigin;
import org.pvlazy.trace.TraceReader;
import org.pvlazy.trace.TraceState;
import org.pvlazy.trace.TraceStep;
import org.pvlazy.trace.Violation;

/** Traces that end in a violation, and traces that go round for ever. */
class TraceReplayTest {
    private static final Manifest MANIFEST = Manifest.read(ModelGraph.SPECS);
    private static final String ATTACHED = "v2-destroy-attached";
    private static final String ENDLESS = "reboot-v2-endless";

    static List<String> counterexamples() {
        return MANIFEST.models().stream()
                .filter(Model::hasCounterexample)
                .map(Model::name)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("counterexamples")
    void the_implementation_follows_a_counterexample_and_notices_the_violation(String model) throws IOException {
        Trace trace = read(model);
        TraceReplay.Outcome outcome = replay(model, trace, Machine::new);
        assertThat(outcome.divergence()).isNull();
        if (Objects.requireNonNull(trace.violation()).kind() == Violation.Kind.SAFETY) {
            assertThat(outcome.report()).isNotNull();
        }
    }

    @Test
    void a_property_that_nothing_detects_is_named() throws IOException {
        Divergence divergence = divergence(violating(read(ATTACHED), "DestroyAlive"));
        assertThat(divergence.what()).isEqualTo(Divergence.DETECTOR);
        assertThat(divergence.expected()).isEqualTo("the detector of DestroyAlive fires here and not before");
        assertThat(divergence.actual()).isEqualTo("there is none");
        assertThat(divergence.specSource()).matches("\\w+Properties\\.tla:\\d+");
    }

    @Test
    void a_detector_that_finds_nothing_is_named() throws IOException {
        Trace trace = read(ATTACHED);
        Divergence divergence = divergence(violating(trace, "NoUvcOnHandleZero"));
        assertThat(divergence.position()).isEqualTo(trace.states().size() - 1);
        assertThat(divergence.actual()).isEqualTo("it finds nothing");
    }

    @Test
    void a_detector_that_fires_before_the_end_is_named() throws IOException {
        Trace trace = read(ATTACHED);
        int last = trace.states().size() - 1;
        List<TraceState> states = new ArrayList<>(trace.states());
        try (Evaluator evaluator = IsolatedTlc.open(files(ATTACHED))) {
            Successor next = evaluator.successors(trace.state(last)).get(0);
            states.add(new TraceState(next.state().reordered(trace.variables()), step(next)));
        }
        Divergence divergence = divergence(Trace.of(trace.origin(), trace.violation(), states));
        assertThat(divergence.position()).isEqualTo(last + 1);
        assertThat(divergence.actual())
                .isEqualTo("after step " + last
                        + " already: the gmap names configuration 1, which is about to be destroyed");
    }

    @Test
    void a_loop_is_run_three_times() throws IOException {
        Trace lasso = unpackingForEver();
        assertThat(lasso.states()).hasSize(10);
        TraceReplay.Outcome outcome = replay(ENDLESS, lasso, Machine::new);
        assertThat(outcome.divergence()).isNull();
        // Eight steps to the loop, and three times two.
        assertThat(outcome.replay().steps()).isEqualTo(14);
        assertThat(outcome.replay().enabledSetsCompared()).isEqualTo(15);
    }

    @Test
    void a_state_that_does_not_come_again_is_a_divergence() throws IOException {
        AtomicInteger imports = new AtomicInteger();
        Sabotage thirdTime = Sabotage.in(Step.M1_MAKE_SECURE, (machine, frame) -> {
            if (imports.incrementAndGet() == 3) {
                Sabotage.call(machine.mm(), "incProtected");
            }
        });
        Divergence divergence = Objects.requireNonNull(
                replay(ENDLESS, unpackingForEver(), thirdTime).divergence());
        assertThat(divergence.what()).isEqualTo("prot");
        assertThat(divergence.position()).isEqualTo(12);
    }

    @Test
    void a_loop_must_be_closed_by_a_step() throws IOException {
        Trace lasso = unpackingForEver();
        Trace open = new Trace(lasso.origin(), lasso.violation(), lasso.states(), lasso.end(), null);
        assertThatThrownBy(() -> replay(ENDLESS, open, Machine::new))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("#meta.closingStep: no step");
    }

    /** Enables the VM and imports the same page again and again. */
    private static Trace unpackingForEver() {
        List<String> actions = List.of(
                "Enable",
                "A1_AllocVm",
                "C1_CreateConf",
                "C3_IncProtected",
                "C5_SetGuestHandle",
                "C6_CreateCpus",
                "Unpack",
                "M1_MakeSecure",
                "Unpack",
                "M1_MakeSecure");
        List<TraceState> states = new ArrayList<>();
        TraceStep closing = null;
        try (Evaluator evaluator = IsolatedTlc.open(files(ENDLESS))) {
            TlaState state = evaluator.initialStates().get(0);
            states.add(new TraceState(state, null));
            for (String action : actions) {
                Successor next = evaluator.successors(state).stream()
                        .filter(successor -> successor.label().name().equals(action))
                        .filter(successor ->
                                Offer.answer(ModelGraph.SLICE.binding().offer(successor.label())) == Offer.OK)
                        .findFirst()
                        .orElseThrow();
                state = next.state();
                closing = step(next);
                states.add(new TraceState(state, closing));
            }
        }
        assertThat(states.get(10).state()).isEqualTo(states.get(8).state());
        Violation violation = new Violation("Ends", Violation.Kind.LIVENESS);
        TraceOrigin origin = new TraceOrigin(ENDLESS, "v2", "", "");
        return new Trace(origin, violation, states.subList(0, 10), new TraceEnd.Lasso(8), closing);
    }

    private static TraceStep step(Successor successor) {
        return new TraceStep(successor.label(), "", "", "");
    }

    private static Trace violating(Trace trace, String property) {
        return Trace.of(trace.origin(), new Violation(property, Violation.Kind.SAFETY), trace.states());
    }

    private static Divergence divergence(Trace trace) throws IOException {
        return Objects.requireNonNull(replay(ATTACHED, trace, Machine::new).divergence());
    }

    private static TraceReplay.Outcome replay(String model, Trace trace, MachineFactory machines) throws IOException {
        Slice slice = Slices.named(MANIFEST.model(model).slice());
        ReplayParameters parameters =
                ReplayParameters.of(slice, ConfigFile.constants(files(model).configFile()));
        try (Evaluator evaluator = IsolatedTlc.open(files(model))) {
            return new TraceReplay(parameters, SpecSources.of(files(model)), evaluator, machines)
                    .run(trace, MANIFEST.model(model).variant());
        }
    }

    private static Trace read(String model) throws IOException {
        return TraceReader.read(Path.of("traces/counterexamples", model + ".itf.json"));
    }

    private static SpecFiles files(String model) {
        return MANIFEST.model(model).files(ModelGraph.SPECS);
    }
}
