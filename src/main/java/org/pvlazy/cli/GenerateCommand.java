package org.pvlazy.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.pvlazy.conformance.Counterexamples;
import org.pvlazy.report.Blocks;
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
            "and the results table of specs/README.md."
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
                : names.stream().map(manifest::model).toList();
        Traces traces = new Traces(manifest, common);
        for (Model model : models) {
            common.checkWritable(traces.file(model));
        }
        int exitCode = ExitCode.EXPECTED;
        for (ModelOutcome outcome : new Work(manifest, common.err()).check(models, tool.tools())) {
            Counterexample counterexample = outcome.counterexample();
            if (outcome.problem() != null || counterexample == null) {
                common.err()
                        .println("pvlazy: "
                                + (outcome.problem() == null
                                        ? outcome.model().name() + ": no counterexample"
                                        : outcome.problem()));
                exitCode = ExitCode.UNEXPECTED;
            } else {
                write(traces.file(outcome.model()), Counterexamples.trace(manifest, outcome, counterexample));
            }
        }
        writeBlock(manifest.specs().resolve("README.md"), "results", ResultsTable.of(manifest));
        return exitCode;
    }

    private void write(Path file, Trace trace) throws IOException {
        TraceWriter.write(trace, file);
        common.out().println(file);
        Path essay = file.resolveSibling(trace.origin().model() + ".md");
        writeBlock(essay, "steps", StepTable.of(trace));
        common.out().flush();
    }

    private void writeBlock(Path file, String block, String content) throws IOException {
        if (Files.isRegularFile(file)) {
            AtomicFiles.writeString(file, Blocks.replace(Files.readString(file), block, content));
            common.out().println(file);
        }
    }
}
