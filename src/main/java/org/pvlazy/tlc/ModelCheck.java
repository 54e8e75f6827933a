package org.pvlazy.tlc;

import java.io.IOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Explores the models of a manifest and compares what comes of it with what must. */
public final class ModelCheck implements AutoCloseable {
    private final Manifest manifest;
    private final Engine engine;

    /** A check by some engine, which it closes. */
    public ModelCheck(Manifest manifest, Engine engine) {
        this.manifest = manifest;
        this.engine = engine;
    }

    /** Checks one model; tells {@code progress} how far TLC is. */
    public ModelOutcome run(Model model, Consumer<Progress> progress) throws IOException, InterruptedException {
        TlcResult result = engine.explore(model, model.files(manifest.specs()), progress);
        return outcome(model, result, Judge.judge(result));
    }

    @Override
    public void close() throws IOException {
        engine.close();
    }

    static ModelOutcome outcome(Model model, TlcResult result, Verdict verdict) {
        Progress counts = result.progress();
        boolean failed = verdict instanceof Verdict.Failure;
        String problem = failed ? verdict.toString() : difference(model, result, verdict);
        return new ModelOutcome(
                model,
                observed(verdict),
                problem,
                failed,
                result.exitCode(),
                counts.distinct(),
                counts.generated(),
                model.depth() == 0 ? 0 : counts.depth(),
                result.seconds(),
                result.version(),
                result.counterexample());
    }

    private static String observed(Verdict verdict) {
        if (verdict instanceof Verdict.Violation violation) {
            return violation.property() + " violated";
        }
        return verdict instanceof Verdict.Pass ? "pass" : "no verdict";
    }

    private static @Nullable String difference(Model model, TlcResult result, Verdict verdict) {
        String wanted = model.violates() ? model.property() + " violated" : "pass";
        if (!observed(verdict).equals(wanted)) {
            return "expected " + wanted + ", TLC says " + verdict;
        }
        Progress counts = result.progress();
        if (result.exitCode() != model.tlcExit()) {
            return differs("exit code", model.tlcExit(), result.exitCode());
        }
        if (counts.distinct() != model.distinct()) {
            return differs("distinct states", model.distinct(), counts.distinct());
        }
        if (counts.generated() != model.generated()) {
            return differs("states generated", model.generated(), counts.generated());
        }
        // Several workers may reach a state first by a longer way than the shortest, and never by a shorter one.
        boolean asDeep = result.workers() > 1 ? counts.depth() >= model.depth() : counts.depth() == model.depth();
        return model.depth() == 0 || asDeep ? null : differs("depth", model.depth(), counts.depth());
    }

    private static String differs(String what, long expected, long actual) {
        return "expected " + expected + " as " + what + ", TLC says " + actual;
    }
}
