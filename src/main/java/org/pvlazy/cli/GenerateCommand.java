package org.pvlazy.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.pvlazy.conformance.Counterexamples;
import org.pvlazy.report.StepTable;
import org.pvlazy.report.export.ExamplesFolder;
import org.pvlazy.tlc.Counterexample;
import org.pvlazy.tlc.LocalEngine;
import org.pvlazy.tlc.Manifest;
import org.pvlazy.tlc.Model;
import org.pvlazy.tlc.ModelOutcome;
import org.pvlazy.trace.AtomicFiles;
import org.pvlazy.trace.Trace;
import org.pvlazy.trace.TraceWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes what is generated and committed. */
@Command(
        name = "generate",
        description = {
            "Writes the counterexamples of models to traces/counterexamples, with the step tables of their essays,",
            "the tables of verdicts and results of specs/README.md, the gallery of traces/README.md, and the pictures of",
            "docs/tour.md. With --examples, a folder to hand in at tlaplus/Examples."
        })
final class GenerateCommand implements Callable<Integer> {
    @Mixin
    private final Common common = new Common();

    @Mixin
    private final ToolOption tool = new ToolOption();

    @Option(
            names = "--documents",
            description = "only what needs no TLC: the tables of the documents, and the pictures of docs/tour.md")
    private boolean documents;

    @Option(
            names = "--examples",
            paramLabel = "DIR",
            description =
                    "write there, and nothing else, the specifications and the models (default: all) as the repository"
                            + " tlaplus/Examples wants them")
    private @Nullable Path examples;

    @Parameters(paramLabel = "MODEL", arity = "0..*", description = "models with a counterexample (default: all)")
    private List<String> names = List.of();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Manifest manifest = common.manifest();
        if (documents) {
            new Documents(manifest, common).write();
            return ExitCode.EXPECTED;
        }
        if (examples != null) {
            return writeExamples(manifest, examples);
        }
        List<Model> models = names.isEmpty()
                ? manifest.models().stream().filter(Model::hasCounterexample).toList()
                : names.stream().map(name -> withCounterexample(manifest, name)).toList();
        Traces traces = new Traces(manifest, common);
        for (Model model : models) {
            common.checkWritable(traces.file(model));
            Traces.slice(model);
        }
        int exitCode = ExitCode.EXPECTED;
        for (ModelOutcome outcome : new Work(manifest, common.err()).check(models, new LocalEngine(tool.tools()))) {
            Counterexample counterexample = outcome.counterexample();
            if (outcome.problem() != null || counterexample == null) {
                String problem = outcome.problem() == null ? "TLC gave no counterexample" : outcome.problem();
                common.err().println("pvlazy: " + outcome.model().name() + ": " + problem);
                exitCode = outcome.failed() ? ExitCode.INCONCLUSIVE : ExitCode.UNEXPECTED;
            } else {
                write(traces.file(outcome.model()), Counterexamples.trace(manifest, outcome, counterexample));
            }
        }
        new Documents(manifest, common).write();
        return exitCode;
    }

    private int writeExamples(Manifest manifest, Path folder) throws IOException {
        List<Model> models = names.isEmpty()
                ? manifest.models()
                : names.stream().map(manifest::model).toList();
        for (Map.Entry<String, String> file :
                ExamplesFolder.of(manifest, models).entrySet()) {
            Path target = folder.resolve(file.getKey());
            common.checkWritable(target);
            AtomicFiles.writeString(target, file.getValue());
            common.out().println(target);
        }
        common.out().flush();
        return ExitCode.EXPECTED;
    }

    static Model withCounterexample(Manifest manifest, String name) {
        Model model = manifest.model(name);
        if (!model.hasCounterexample()) {
            throw new CommandException(ExitCode.USAGE, name + ": a model without a counterexample to keep");
        }
        return model;
    }

    private void write(Path file, Trace trace) throws IOException {
        Path essay = file.resolveSibling(trace.origin().model() + ".md");
        String text = Documents.withBlock(essay, Documents.read(essay), "steps", StepTable.of(trace));
        TraceWriter.write(trace, file);
        common.out().println(file);
        Documents.writeIfThere(common, essay, text);
        common.out().flush();
    }
}
