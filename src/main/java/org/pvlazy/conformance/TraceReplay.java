package org.pvlazy.conformance;

import java.util.List;
import org.apache.commons.lang3.time.StopWatch;
import org.jspecify.annotations.Nullable;
import org.pvlazy.kvm.Machine;
import org.pvlazy.tlc.Evaluator;
import org.pvlazy.trace.Trace;
import org.pvlazy.trace.TraceEnd;
import org.pvlazy.trace.Violation;

/**
 * Replays one trace. If the trace shows how a property is violated, the implementation must notice by itself: the {@link Detector} of
 * the property finds something in the last state and in none before. A loop is run three times.
 */
public final class TraceReplay {
    private final ReplayParameters parameters;
    private final SpecSources sources;
    private final Evaluator evaluator;
    private final MachineFactory machines;

    /**
     * A replay of traces of one model.
     *
     * @param evaluator the specification, to know what else was possible at each state
     */
    public TraceReplay(ReplayParameters parameters, SpecSources sources, Evaluator evaluator) {
        this(parameters, sources, evaluator, Machine::new);
    }

    TraceReplay(ReplayParameters parameters, SpecSources sources, Evaluator evaluator, MachineFactory machines) {
        this.parameters = parameters;
        this.sources = sources;
        this.evaluator = evaluator;
        this.machines = machines;
    }

    /**
     * What came of it.
     *
     * @param replay the trace as a graph of one path
     * @param report what the implementation found out about itself; null if nothing
     */
    public record Outcome(ReplayOutcome replay, @Nullable String report) {
        /** The first difference; null if there is none. */
        public @Nullable Divergence divergence() {
            return replay.divergences().isEmpty() ? null : replay.divergences().get(0);
        }
    }

    /**
     * Drives the implementation along the trace.
     *
     * @param variant the posting that the implementation follows, for the report; need not be the trace's
     * @throws IllegalArgumentException naming the place if the trace has an unknown action or not the model's variables
     */
    public Outcome run(Trace trace, String variant) {
        TraceScript script =
                new TraceScript(trace, evaluator, parameters.slice().binding());
        Violation violation = trace.violation();
        Detector detector =
                violation == null ? null : parameters.slice().detectors().get(violation.property());
        StopWatch watch = StopWatch.createStarted();
        try (Lockstep lockstep = new Lockstep(parameters, sources, machines)) {
            Divergence divergence = lockstep.run(script, detector == null ? Detector.anyReport() : detector);
            watch.stop();
            int agreed = divergence == null ? script.steps() : Math.max(0, lockstep.lastPosition() - 1);
            Lockstep.Finding finding = lockstep.lastFinding();
            if (divergence == null && violation != null && endsInViolation(trace, violation, detector)) {
                divergence = undetected(script, violation.property(), detector, finding);
            }
            ReplayOutcome replay = new ReplayOutcome(
                    script.name(),
                    variant,
                    script.steps() + 1,
                    script.steps(),
                    agreed,
                    1,
                    agreed,
                    script.steps(),
                    lockstep.enabledSetsCompared(),
                    lockstep.variablesCompared(),
                    0,
                    watch.getDuration().toNanos() / 1e9,
                    divergence == null ? List.of() : List.of(divergence),
                    List.of());
            return new Outcome(replay, finding == null ? null : finding.text());
        }
    }

    /** A safety property always has a detector; one of liveness may have one, for a trace after which nothing happens. */
    private static boolean endsInViolation(Trace trace, Violation violation, @Nullable Detector detector) {
        return violation.kind() == Violation.Kind.SAFETY
                || (trace.end() instanceof TraceEnd.Stuttering && detector != null);
    }

    /** The implementation does as the specification says but does not notice that this is wrong, or not there. */
    private @Nullable Divergence undetected(
            TraceScript script, String property, @Nullable Detector detector, Lockstep.@Nullable Finding finding) {
        int last = script.steps();
        if (detector != null && finding != null && finding.position() == last) {
            return null;
        }
        String actual;
        if (detector == null) {
            actual = "there is none";
        } else if (finding == null) {
            actual = "it finds nothing";
        } else {
            actual = "after step " + finding.position() + " already: " + finding.text();
        }
        return Divergence.at(
                new Divergence.Place(
                        script.name(),
                        last,
                        last == 0 ? "Init" : script.label(last - 1).toString(),
                        "-",
                        sources.place(property),
                        null),
                Divergence.DETECTOR,
                "the detector of " + property + " fires here and not before",
                actual);
    }
}
