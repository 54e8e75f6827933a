package org.pvlazy.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.pvlazy.conformance.Divergence;
import org.pvlazy.conformance.Minimiser;
import org.pvlazy.conformance.ReplayParameters;
import org.pvlazy.conformance.Slice;
import org.pvlazy.conformance.Slices;
import org.pvlazy.conformance.SpecSources;
import org.pvlazy.conformance.TraceReplay;
import org.pvlazy.tlc.BehaviourCheck;
import org.pvlazy.tlc.ConfigFile;
import org.pvlazy.tlc.Evaluator;
import org.pvlazy.tlc.IsolatedTlc;
import org.pvlazy.tlc.Manifest;
import org.pvlazy.tlc.Model;
import org.pvlazy.tlc.SpecFiles;
import org.pvlazy.tlc.SpecHash;
import org.pvlazy.trace.Trace;
import org.pvlazy.trace.TraceEnd;
import org.pvlazy.trace.TraceReader;

/** Traces on disk: reads them, refuses stale ones, replays them. */
final class Traces {
    private final Manifest manifest;
    private final Common common;

    Traces(Manifest manifest, Common common) {
        this.manifest = manifest;
        this.common = common;
    }

    /** Where the counterexample of a model is kept. */
    Path file(Model model) {
        return common.home().resolve("traces/counterexamples").resolve(model.name() + ".itf.json");
    }

    /** Reads a trace and sees that the specification has not changed since it was made. */
    Trace read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new CommandException(ExitCode.USAGE, file + ": no such trace");
        }
        Trace trace = TraceReader.read(file);
        String hash = SpecHash.of(files(file, trace));
        if (!hash.equals(trace.origin().specHash())) {
            throw new CommandException(
                    ExitCode.USAGE,
                    file
                            + ": #meta.specHash: the trace is stale, the specification has changed since; run pvlazy generate "
                            + trace.origin().model());
        }
        return trace;
    }

    /** Replays a trace against the implementation in some posting. */
    TraceReplay.Outcome replay(Path file, Trace trace, String variant) throws IOException {
        return replay(file, trace, List.of(variant)).get(0);
    }

    /** Reduces a trace on which the implementation in some posting fails. */
    Minimiser.Outcome minimise(Path file, Trace trace, String variant) throws IOException {
        Model model = model(file, trace);
        SpecFiles files = model.files(manifest.specs());
        ReplayParameters own = parameters(model, files);
        ReplayParameters parameters = variant.equals(model.variant()) ? own : following(own, variant);
        try (Evaluator evaluator = IsolatedTlc.open(files)) {
            String damage = BehaviourCheck.problem(evaluator, trace);
            if (damage != null) {
                throw new CommandException(ExitCode.USAGE, file + ": " + damage);
            }
            return new Minimiser(model, files, parameters).minimise(trace, evaluator);
        } catch (IllegalArgumentException e) {
            throw new CommandException(ExitCode.USAGE, file + ": " + e.getMessage());
        }
    }

    /** Replays a trace against the implementation in these postings. */
    private List<TraceReplay.Outcome> replay(Path file, Trace trace, List<String> variants) throws IOException {
        Model model = model(file, trace);
        SpecFiles files = model.files(manifest.specs());
        ReplayParameters own = parameters(model, files);
        List<ReplayParameters> parameters = new ArrayList<>();
        for (String variant : variants) {
            parameters.add(variant.equals(model.variant()) ? own : following(own, variant));
        }
        try (Evaluator evaluator = IsolatedTlc.open(files)) {
            String damage = BehaviourCheck.problem(evaluator, trace);
            if (damage != null) {
                throw new CommandException(ExitCode.USAGE, file + ": " + damage);
            }
            List<TraceReplay.Outcome> outcomes = new ArrayList<>();
            for (int i = 0; i < variants.size(); i++) {
                outcomes.add(new TraceReplay(parameters.get(i), SpecSources.of(files), evaluator)
                        .run(trace, variants.get(i)));
            }
            return outcomes;
        } catch (IllegalArgumentException e) {
            throw new CommandException(ExitCode.USAGE, file + ": " + e.getMessage());
        }
    }

    /** The slice of a model. */
    static Slice slice(Model model) {
        try {
            return Slices.named(model.slice());
        } catch (IllegalArgumentException e) {
            throw new CommandException(ExitCode.USAGE, model.name() + ": " + e.getMessage());
        }
    }

    /** What the constants of a model mean to the implementation. */
    static ReplayParameters parameters(Model model, SpecFiles files) throws IOException {
        Slice slice = slice(model);
        try {
            return ReplayParameters.of(slice, ConfigFile.constants(files.configFile()));
        } catch (IllegalArgumentException e) {
            throw new CommandException(ExitCode.INCONCLUSIVE, files.config() + ".cfg: " + e.getMessage());
        }
    }

    private static ReplayParameters following(ReplayParameters parameters, String variant) {
        try {
            return parameters.withVariant(variant);
        } catch (IllegalArgumentException e) {
            throw new CommandException(ExitCode.USAGE, String.valueOf(e.getMessage()));
        }
    }

    /**
     * Replays every counterexample as its model has it, and shows that the repaired implementation does not follow it. Adds a line for
     * each; returns whether all are as expected.
     */
    boolean replayAll(List<String> lines) throws IOException, InterruptedException {
        List<Model> models =
                manifest.models().stream().filter(Model::hasCounterexample).toList();
        boolean all = true;
        for (Replayed replayed : Parallel.map(models, this::replay)) {
            all &= replayed.asExpected();
            lines.add(replayed.line());
        }
        return all;
    }

    /** A counterexample on the variant that it is of, and on the repaired one. */
    record Replayed(Trace trace, TraceReplay.Outcome posted, TraceReplay.Outcome repaired) {
        /** Only the posted one follows. */
        boolean asExpected() {
            return posted.divergence() == null && repaired.divergence() != null;
        }

        String line() {
            Divergence leaves = repaired.divergence();
            return summary(trace, posted) + "; "
                    + (leaves == null
                            ? "THE REPAIRED IMPLEMENTATION TAKES THEM TOO"
                            : "repaired, it leaves the trace after step " + leaves.position());
        }
    }

    private Replayed replay(Model model) throws IOException {
        Path file = file(model);
        Trace trace = read(file);
        List<TraceReplay.Outcome> outcomes = replay(file, trace, List.of(model.variant(), "repaired"));
        return new Replayed(trace, outcomes.get(0), outcomes.get(1));
    }

    /** What came of a replay, in a line or, if it diverged, in several. */
    static String summary(Trace trace, TraceReplay.Outcome outcome) {
        Divergence divergence = outcome.divergence();
        if (divergence != null) {
            return divergence.message();
        }
        String steps = trace.origin().model() + ": the implementation takes all "
                + outcome.replay().steps() + " steps";
        String property = trace.violation() == null
                ? ""
                : " to the state that violates " + trace.violation().property();
        String loop = trace.end() instanceof TraceEnd.Lasso ? " (the loop three times)" : "";
        return steps + loop + property + (outcome.report() == null ? "" : " and reports " + outcome.report());
    }

    private SpecFiles files(Path file, Trace trace) {
        return model(file, trace).files(manifest.specs());
    }

    private Model model(Path file, Trace trace) {
        String name = trace.origin().model();
        return manifest.models().stream()
                .filter(model -> model.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new CommandException(
                        ExitCode.USAGE,
                        file + ": #meta.model: " + (name.isEmpty() ? "missing" : "unknown model " + name)));
    }
}
