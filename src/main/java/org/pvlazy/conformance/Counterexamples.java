package org.pvlazy.conformance;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pvlazy.tla.ActionLabel;
import org.pvlazy.tlc.Counterexample;
import org.pvlazy.tlc.EvaluationException;
import org.pvlazy.tlc.Evaluator;
import org.pvlazy.tlc.IsolatedTlc;
import org.pvlazy.tlc.Manifest;
import org.pvlazy.tlc.Model;
import org.pvlazy.tlc.ModelOutcome;
import org.pvlazy.tlc.SpecFiles;
import org.pvlazy.tlc.SpecHash;
import org.pvlazy.tlc.TraceLabeller;
import org.pvlazy.trace.Trace;
import org.pvlazy.trace.TraceOrigin;
import org.pvlazy.trace.TraceState;
import org.pvlazy.trace.TraceStep;
import org.pvlazy.trace.Violation;

/** Makes traces of what TLC found: each step with its action, parameters, thread, kernel step and kernel function. */
public final class Counterexamples {
    private Counterexamples() {}

    /** The trace of the counterexample that TLC found for a model. */
    public static Trace trace(Manifest manifest, ModelOutcome outcome, Counterexample counterexample)
            throws IOException {
        Model model = outcome.model();
        Violation violation = new Violation(
                String.valueOf(model.property()),
                model.tlcExit() == 13 ? Violation.Kind.LIVENESS : Violation.Kind.SAFETY);
        SpecFiles files = model.files(manifest.specs());
        TraceOrigin origin = new TraceOrigin(model.name(), model.variant(), SpecHash.of(files), outcome.tlcVersion());
        try (Evaluator evaluator = IsolatedTlc.open(files)) {
            return trace(evaluator, model.slice(), counterexample).of(origin, violation);
        }
    }

    /** A labelled behaviour that only wants to know where it is from. */
    public interface Unsigned {
        /** The trace. */
        Trace of(TraceOrigin origin, @Nullable Violation violation);
    }

    /**
     * A trace of some behaviour of a model of the manifest's slice of that name.
     *
     * @throws EvaluationException if it is none of the model
     */
    public static Unsigned trace(Evaluator evaluator, String slice, Counterexample counterexample) {
        Binding binding = Slices.named(slice).binding();
        TraceLabeller.Labelled labelled = new TraceLabeller(evaluator).label(counterexample);
        List<TraceState> states = new ArrayList<>();
        for (int i = 0; i < labelled.states().size(); i++) {
            states.add(new TraceState(
                    labelled.states().get(i),
                    i == 0 ? null : step(binding, labelled.labels().get(i - 1))));
        }
        ActionLabel closing = labelled.closing();
        return (origin, violation) ->
                new Trace(origin, violation, states, labelled.end(), closing == null ? null : step(binding, closing));
    }

    /** The step that an action of the manifest's slice of that name stands for. */
    public static TraceStep step(String slice, ActionLabel label) {
        return step(Slices.named(slice).binding(), label);
    }

    static TraceStep step(Binding binding, ActionLabel label) {
        return new TraceStep(label, binding.thread(label), binding.step(label).name(), binding.kernelFunction(label));
    }
}
