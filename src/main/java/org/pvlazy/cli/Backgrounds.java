package org.pvlazy.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pvlazy.conformance.Counterexamples;
import org.pvlazy.conformance.LineTrace;
import org.pvlazy.report.page.Background;
import org.pvlazy.report.page.Executed;
import org.pvlazy.report.page.Insight;
import org.pvlazy.report.page.SpecText;
import org.pvlazy.report.page.StepNotes;
import org.pvlazy.tlc.BehaviourCheck;
import org.pvlazy.tlc.Evaluator;
import org.pvlazy.tlc.IsolatedTlc;
import org.pvlazy.tlc.Manifest;
import org.pvlazy.tlc.Model;
import org.pvlazy.tlc.SpecFiles;
import org.pvlazy.trace.Trace;

/** Finds out what there is to say about traces. A trace of no model of ours is shown all the same, with a word about it. */
final class Backgrounds {
    private final Manifest manifest;
    private final Common common;
    private final Path sources;
    private final StepNotes notes;

    Backgrounds(Manifest manifest, Common common) throws IOException {
        this.manifest = manifest;
        this.common = common;
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
            String problem = BehaviourCheck.problem(evaluator, trace);
            if (problem != null) {
                say(problem + "; the specification is not shown, because the trace is no behaviour of it");
                return known.withoutInsight();
            }
            String slice = model.get().slice();
            Insight insight = Insight.of(trace, evaluator, label -> Counterexamples.step(slice, label));
            return new Background(known.what(), essay, known.spec(), insight, notes, executed);
        }
    }

    /**
     * What the implementation executes in each step of these traces; null for each if that cannot be found out.
     *
     * @param files where the traces are
     */
    List<@Nullable Executed> executed(List<Path> files) throws IOException, InterruptedException {
        Executed source = new Executed(sources);
        List<@Nullable Executed> executed = new ArrayList<>();
        List<List<Set<LineTrace.Line>>> lines = source.hasSources() ? lines(source, files) : List.of();
        for (int i = 0; i < files.size(); i++) {
            executed.add(lines.size() == files.size() ? source.of(lines.get(i)) : null);
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
