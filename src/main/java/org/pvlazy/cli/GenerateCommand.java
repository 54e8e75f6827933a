package org.pvlazy.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.pvlazy.conformance.Counterexamples;
import org.pvlazy.report.Blocks;
import org.pvlazy.report.PropertyTable;
import org.pvlazy.report.PropertyVerdicts;
import org.pvlazy.report.ResultsTable;
import org.pvlazy.report.StepTable;
import org.pvlazy.tlc.Counterexample;
import org.pvlazy.tlc.Manifest;
import org.pvlazy.tlc.Model;
import org.pvlazy.tlc.ModelOutcome;
import org.pvlazy.trace.AtomicFiles;
import org.pvlazy.trace.Trace;
import org.pvlazy.trace.TraceWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Makes what is generated and committed. */
@Command(
        name = "generate",
        description = {
            "Writes the counterexamples of models to traces/counterexamples, with the step tables of their essays,",
            "and the tables of verdicts and results of specs/README.md."
        })
final class GenerateCommand implements Callable<Integer> {
    @Mixin
    private final Common common = new Common();

    @Mixin
    private final ToolOption tool = new ToolOption();

    @Parameters(paramLabel = "MODEL", arity = "0..*", description = "models with a counterexample (default: all)")
    private List<String> names = List.of();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Manifest manifest = common.manifest();
        List<Model> models = names.isEmpty()
                ? manifest.models().stream().filter(Model::hasCounterexample).toList()
                : names.stream().map(name -> withCounterexample(manifest, name)).toList();
        Traces traces = new Traces(manifest, common);
        for (Model model : models) {
            common.checkWritable(traces.file(model));
            Traces.slice(model);
        }
        int exitCode = ExitCode.EXPECTED;
        for (ModelOutcome outcome : new Work(manifest, common.err()).check(models, tool.tools())) {
            Counterexample counterexample = outcome.counterexample();
            if (outcome.problem() != null || counterexample == null) {
                String problem = outcome.problem() == null ? "TLC gave no counterexample" : outcome.problem();
                common.err().println("pvlazy: " + outcome.model().name() + ": " + problem);
                exitCode = outcome.failed() ? ExitCode.INCONCLUSIVE : ExitCode.UNEXPECTED;
            } else {
                write(traces.file(outcome.model()), Counterexamples.trace(manifest, outcome, counterexample));
            }
        }
        writeReadme(manifest);
        return exitCode;
    }

    private static Model withCounterexample(Manifest manifest, String name) {
        Model model = manifest.model(name);
        if (!model.hasCounterexample()) {
            throw new CommandException(ExitCode.USAGE, name + ": a model without a counterexample to keep");
        }
        return model;
    }

    private void writeReadme(Manifest manifest) throws IOException {
        Path readme = manifest.specs().resolve("README.md");
        PropertyVerdicts verdicts = PropertyVerdicts.of(manifest.specs(), manifest.models());
        String text = read(readme);
        text = withBlock(readme, text, "verdicts", PropertyTable.of(verdicts));
        writeIfThere(readme, withBlock(readme, text, "results", ResultsTable.of(manifest)));
    }

    private void write(Path file, Trace trace) throws IOException {
        Path essay = file.resolveSibling(trace.origin().model() + ".md");
        String text = withBlock(essay, read(essay), "steps", StepTable.of(trace));
        TraceWriter.write(trace, file);
        common.out().println(file);
        writeIfThere(essay, text);
        common.out().flush();
    }

    /** The text of a document; null if there is no such document. */
    private static @Nullable String read(Path file) throws IOException {
        return Files.isRegularFile(file) ? Files.readString(file) : null;
    }

    /** The text of a document with a block replaced. */
    private static @Nullable String withBlock(Path file, @Nullable String text, String block, String content) {
        try {
            return text == null ? null : Blocks.replace(text, block, content);
        } catch (IllegalArgumentException e) {
            throw new CommandException(ExitCode.USAGE, file + ": " + e.getMessage());
        }
    }

    private void writeIfThere(Path file, @Nullable String text) throws IOException {
        if (text != null) {
            AtomicFiles.writeString(file, text);
            common.out().println(file);
        }
    }
}
