package org.pvlazy.tlc;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Runs TLC on the models of a manifest and compares what it says with what it must say. */
public final class ModelCheck implements AutoCloseable {
    private static final int HEAP_MEGABYTES = 1024;
    private static final int LARGE_HEAP_MEGABYTES = 4096;
    /** From so many states on, TLC's own structures want more than the heap that small models share. */
    private static final long MANY_STATES = 300_000;

    private final Manifest manifest;
    private final TlcOptions options;
    private final TlcPool pool = new TlcPool(HEAP_MEGABYTES);

    /**
     * A check with some TLC.
     *
     * @param tools a {@code tla2tools.jar} to use; null for the one on the class path
     */
    public ModelCheck(Manifest manifest, @Nullable Path tools) {
        this.manifest = manifest;
        // One worker and liveness at the end only: counts and depths are the same in every run.
        this.options = TlcOptions.defaults()
                .withHeap(HEAP_MEGABYTES)
                .withExtra("-lncheck", "final")
                .withTools(tools);
    }

    /** Checks one model; tells {@code progress} how far TLC is. */
    public ModelOutcome run(Model model, Consumer<Progress> progress) throws IOException, InterruptedException {
        SpecFiles files = model.files(manifest.specs());
        TlcResult result = model.generated() < MANY_STATES
                ? pool.run(new TlcJob(files, options), progress)
                : TlcRun.run(new TlcJob(files, options.withHeap(LARGE_HEAP_MEGABYTES)), progress);
        return outcome(model, result, Judge.judge(result));
    }

    @Override
    public void close() throws IOException {
        pool.close();
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
        return model.depth() == 0 || counts.depth() == model.depth()
                ? null
                : differs("depth", model.depth(), counts.depth());
    }

    private static String differs(String what, long expected, long actual) {
        return "expected " + expected + " as " + what + ", TLC says " + actual;
    }
}
