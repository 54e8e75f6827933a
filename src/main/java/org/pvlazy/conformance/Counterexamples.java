package org.pvlazy.conformance;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.pvlazy.tla.ActionLabel;
import org.pvlazy.tlc.Counterexample;
import org.pvlazy.tlc.Evaluator;
import org.pvlazy.tlc.IsolatedTlc;
import org.pvlazy.tlc.Manifest;
import org.pvlazy.tlc.Model;
import org.pvlazy.tlc.ModelOutcome;
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
        Binding binding = Slices.named(model.slice()).binding();
        TraceOrigin origin = new TraceOrigin(
                model.name(), model.variant(), SpecHash.of(model.files(manifest.specs())), outcome.tlcVersion());
        try (Evaluator evaluator = IsolatedTlc.open(model.files(manifest.specs()))) {
            TraceLabeller.Labelled labelled = new TraceLabeller(evaluator).label(counterexample);
            List<TraceState> states = new ArrayList<>();
            for (int i = 0; i < labelled.states().size(); i++) {
                states.add(new TraceState(
                        labelled.states().get(i),
                        i == 0 ? null : step(binding, labelled.labels().get(i - 1))));
            }
            ActionLabel closing = labelled.closing();
            return new Trace(
                    origin,
                    new Violation(
                            String.valueOf(model.property()),
                            model.tlcExit() == 13 ? Violation.Kind.LIVENESS : Violation.Kind.SAFETY),
                    states,
                    labelled.end(),
                    closing == null ? null : step(binding, closing));
        }
    }

    /** The step that an action of the manifest's slice of that name stands for. */
    public static TraceStep step(String slice, ActionLabel label) {
        return step(Slices.named(slice).binding(), label);
    }

    static TraceStep step(Binding binding, ActionLabel label) {
        return new TraceStep(label, binding.thread(label), binding.step(label).name(), binding.kernelFunction(label));
    }
}
