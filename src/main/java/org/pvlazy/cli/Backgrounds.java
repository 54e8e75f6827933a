package org.pvlazy.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pvlazy.conformance.LineTrace;
import org.pvlazy.report.page.Background;
import org.pvlazy.report.page.Executed;
import org.pvlazy.report.page.Insight;
import org.pvlazy.report.page.SpecText;
import org.pvlazy.report.page.StepNotes;
import org.pvlazy.tlc.BehaviourCheck;
import org.pvlazy.tlc.ClaimPart;
import org.pvlazy.tlc.Evaluator;
import org.pvlazy.tlc.IsolatedTlc;
import org.pvlazy.tlc.Manifest;
import org.pvlazy.tlc.Model;
import org.pvlazy.tlc.SpecFiles;
import org.pvlazy.trace.Trace;
import org.pvlazy.trace.TraceWriter;

/** Finds out what there is to say about traces. A trace of no model of ours is shown all the same, with a word about it. */
final class Backgrounds {
    private final Common common;
    private final Manifest manifest;
    private final Path sources;
    private final StepNotes notes;

    Backgrounds(Common common) throws IOException {
        this.common = common;
        manifest = common.manifest();
        sources = common.home().resolve("src/main/java");
        notes = StepNotes.in(sources);
    }

    /** What is known about a trace. */
    Background of(Trace trace, @Nullable Executed executed) throws IOException {
        Optional<Model> model = model(trace);
        if (model.isEmpty()) {
            say("the trace is of no model in the manifest: no specification is shown");
            return Background.none();
        }
        String essay = essay(model.get());
        SpecFiles files = model.get().files(manifest.specs());
        Background known = new Background(model.get().what(), essay, SpecText.of(files), null, notes, executed);
        try (Evaluator evaluator = IsolatedTlc.open(files)) {
            if (isStale(trace, evaluator)) {
                return known.withoutInsight();
            }
            Insight insight = Insight.of(trace, evaluator, model.get().slice());
            return new Background(known.what(), essay, known.spec(), insight, notes, executed);
        }
    }

    /** The parts of the violated property at the end of a trace; none if nobody knows. */
    List<ClaimPart> reasons(Trace trace) throws IOException {
        Optional<Model> model = model(trace);
        if (trace.violation() == null || model.isEmpty()) {
            return List.of();
        }
        try (Evaluator evaluator = IsolatedTlc.open(model.get().files(manifest.specs()))) {
            return isStale(trace, evaluator) ? List.of() : Insight.reasons(trace, evaluator);
        }
    }

    private boolean isStale(Trace trace, Evaluator evaluator) {
        String problem = BehaviourCheck.problem(evaluator, trace);
        if (problem != null) {
            say(problem + "; what the specification says is not shown, because the trace is no behaviour of it");
        }
        return problem != null;
    }

    /** What the implementation executes in each step of a trace; null if that cannot be found out. */
    @Nullable
    Executed executed(Trace trace) throws IOException, InterruptedException {
        if (model(trace).isEmpty()) {
            return null;
        }
        // The trace need not stand in a file that a replay reads.
        Path copy = Files.createTempFile("pvlazy", ".itf.json");
        try {
            Files.writeString(copy, TraceWriter.toJson(trace));
            return executed(List.of(copy)).get(0);
        } finally {
            Files.delete(copy);
        }
    }

    /** What the implementation executes in each step of the traces in these files; null for each if that cannot be found out. */
    List<@Nullable Executed> executed(List<Path> files) throws IOException, InterruptedException {
        Executed source = new Executed(sources);
        List<List<Set<LineTrace.Line>>> lines = source.hasSources() ? lines(source, files) : List.of();
        boolean known = lines.size() == files.size();
        List<@Nullable Executed> executed = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            executed.add(known ? source.of(lines.get(i)) : null);
        }
        return executed;
    }

    private List<List<Set<LineTrace.Line>>> lines(Executed source, List<Path> files)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Main.class.getName(),
                "replay",
                "--home",
                common.home().toAbsolutePath().toString(),
                "--specs",
                manifest.specs().toAbsolutePath().toString()));
        files.forEach(file -> command.add(file.toAbsolutePath().toString()));
        return LineTrace.of(command, common.home().toAbsolutePath(), source::isProbe);
    }

    private Optional<Model> model(Trace trace) {
        String name = trace.origin().model();
        return manifest.models().stream()
                .filter(each -> each.name().equals(name))
                .findFirst();
    }

    private String essay(Model model) throws IOException {
        Path essay = common.home().resolve("traces/counterexamples").resolve(model.name() + ".md");
        return Files.isRegularFile(essay) ? Files.readString(essay) : "";
    }

    private void say(String what) {
        common.err().println("pvlazy: " + what);
    }
}
