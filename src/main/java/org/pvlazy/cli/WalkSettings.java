package org.pvlazy.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pvlazy.conformance.SpecSources;
import org.pvlazy.conformance.WalkOptions;
import org.pvlazy.conformance.WalkOutcome;
import org.pvlazy.conformance.Walks;
import org.pvlazy.report.CoverageFile;
import org.pvlazy.report.WalkTable;
import org.pvlazy.tlc.Evaluator;
import org.pvlazy.tlc.IsolatedTlc;
import org.pvlazy.tlc.Manifest;
import org.pvlazy.tlc.Model;
import org.pvlazy.tlc.SpecFiles;
import org.pvlazy.tlc.SpecHash;
import picocli.CommandLine.Option;

/** Random walks through models instead of their complete graphs. */
final class WalkSettings {
    private static final int DEPTH = 200;

    @Option(
            names = "--walks",
            paramLabel = "N",
            description =
                    "take N random walks through each --model instead of every edge: for models too large to hold")
    private @Nullable Integer walks;

    @Option(names = "--depth", paramLabel = "D", description = "the most steps of a walk (default: 200)")
    private @Nullable Integer depth;

    @Option(names = "--seed", paramLabel = "S", description = "the same seed gives the same walks (default: 1)")
    private @Nullable Long seed;

    @Option(
            names = "--coverage",
            paramLabel = "FILE",
            description = "add what the walks through the model cover to this file (JSON)")
    private @Nullable Path coverage;

    /** Whether walks are asked for. */
    boolean given() {
        if (walks == null && (depth != null || seed != null || coverage != null)) {
            throw new CommandException(ExitCode.USAGE, "--depth, --seed and --coverage need --walks");
        }
        return walks != null;
    }

    /** Takes the walks and prints what came of them. */
    int run(Manifest manifest, List<Model> models, Common common) throws IOException {
        if (coverage != null && models.size() != 1) {
            throw new CommandException(ExitCode.USAGE, "--coverage: a file is of one model");
        }
        common.checkWritable(coverage);
        WalkOptions options = options();
        CoverageFile merged = coverage == null ? null : before(coverage, manifest, models.get(0));
        List<WalkOutcome> outcomes = new ArrayList<>();
        for (Model model : models) {
            outcomes.add(walk(manifest, model, options));
        }
        if (coverage != null && merged != null) {
            merged = merged.with(outcomes.get(0));
            merged.write(coverage);
        }
        common.out().print(WalkTable.render(outcomes, merged));
        common.out().flush();
        boolean agree = outcomes.stream().allMatch(outcome -> outcome.divergence() == null);
        return agree ? ExitCode.EXPECTED : ExitCode.UNEXPECTED;
    }

    private WalkOptions options() {
        try {
            return new WalkOptions(walks == null ? 0 : walks, depth == null ? DEPTH : depth, seed == null ? 1 : seed);
        } catch (IllegalArgumentException e) {
            throw new CommandException(ExitCode.USAGE, "--walks, --depth: " + e.getMessage());
        }
    }

    private static WalkOutcome walk(Manifest manifest, Model model, WalkOptions options) throws IOException {
        SpecFiles files = model.files(manifest.specs());
        Walks all = new Walks(model, Traces.parameters(model, files), SpecSources.of(files));
        try (Evaluator evaluator = IsolatedTlc.open(files)) {
            return all.run(options, evaluator);
        }
    }

    /** What the file says so far. */
    private static CoverageFile before(Path file, Manifest manifest, Model model) throws IOException {
        String hash = SpecHash.of(model.files(manifest.specs()));
        CoverageFile before;
        try {
            before = Files.exists(file) ? CoverageFile.read(file) : CoverageFile.empty(model.name(), hash);
        } catch (IllegalArgumentException e) {
            throw new CommandException(ExitCode.USAGE, file + ": " + e.getMessage());
        }
        if (!before.model().equals(model.name())) {
            throw new CommandException(ExitCode.USAGE, file + ": model: the coverage of " + before.model());
        }
        if (!before.specHash().equals(hash)) {
            throw new CommandException(
                    ExitCode.USAGE, file + ": specHash: the specification has changed since; begin another file");
        }
        return before;
    }
}
