package org.pvlazy.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;
import org.pvlazy.conformance.Counterexamples;
import org.pvlazy.report.page.Background;
import org.pvlazy.report.page.Insight;
import org.pvlazy.report.page.SpecText;
import org.pvlazy.tlc.BehaviourCheck;
import org.pvlazy.tlc.Evaluator;
import org.pvlazy.tlc.IsolatedTlc;
import org.pvlazy.tlc.Manifest;
import org.pvlazy.tlc.Model;
import org.pvlazy.tlc.SpecFiles;
import org.pvlazy.trace.Trace;

/** Finds out what there is to say about a trace. A trace of no model of ours is shown all the same, with a word about it. */
final class Backgrounds {
    private final Manifest manifest;
    private final PrintWriter narration;

    Backgrounds(Manifest manifest, PrintWriter narration) {
        this.manifest = manifest;
        this.narration = narration;
    }

    Background of(Trace trace) throws IOException {
        String name = trace.origin().model();
        Optional<Model> model = manifest.models().stream()
                .filter(each -> each.name().equals(name))
                .findFirst();
        if (model.isEmpty()) {
            say("the trace is of no model in the manifest: no specification is shown");
            return Background.none();
        }
        SpecFiles files = model.get().files(manifest.specs());
        SpecText spec = SpecText.of(files);
        try (Evaluator evaluator = IsolatedTlc.open(files)) {
            String problem = BehaviourCheck.problem(evaluator, trace);
            if (problem != null) {
                say(problem + ": no behaviour of the specification as it is now; what it says is not shown");
                return new Background(model.get().what(), null, null);
            }
            String slice = model.get().slice();
            Insight insight = Insight.of(trace, evaluator, label -> Counterexamples.step(slice, label));
            return new Background(model.get().what(), spec, insight);
        }
    }

    private void say(String what) {
        narration.println("pvlazy: " + what);
    }
}
