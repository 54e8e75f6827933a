package org.pvlazy.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.pvlazy.conformance.ReplayOutcome;
import org.pvlazy.conformance.TraceReplay;
import org.pvlazy.report.RunReport;
import org.pvlazy.report.VerdictTable;
import org.pvlazy.tlc.Manifest;
import org.pvlazy.tlc.Model;
import org.pvlazy.trace.Trace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Holds the implementation to the model. */
@Command(
        name = "replay",
        description = {
            "Drives the Java implementation along a trace, or along every edge of a model's graph, and compares",
            "every variable and the set of possible steps at every state."
        })
final class ReplayCommand implements Callable<Integer> {
    @Mixin
    private final Common common = new Common();

    @Parameters(paramLabel = "TRACE", arity = "0..1", description = "a trace (*.itf.json)")
    private @Nullable Path trace;

    @Option(names = "--model", paramLabel = "MODEL", description = "replay the complete graph of this model")
    private List<String> names = List.of();

    @Option(
            names = "--variant",
            paramLabel = "V",
            description = "what the implementation follows: v1, v2 or repaired (default: as the trace's model)")
    private @Nullable String variant;

    @Option(names = "--json", paramLabel = "FILE", description = "write the result there as JSON")
    private @Nullable Path json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        common.checkWritable(json);
        Manifest manifest = common.manifest();
        if (trace != null && names.isEmpty()) {
            return replayTrace(manifest, trace);
        }
        if (trace != null || variant != null) {
            throw new CommandException(ExitCode.USAGE, "replay takes a trace, with --variant perhaps, or --model");
        }
        List<Model> models = names.isEmpty()
                ? manifest.models().stream().filter(Model::replay).toList()
                : names.stream().map(manifest::model).toList();
        List<ReplayOutcome> outcomes = new Work(manifest, common.err()).replay(models);
        RunReport report = new RunReport("replay", List.of(), outcomes);
        common.out().print(VerdictTable.render(report, common.colour()));
        common.out().flush();
        return common.finish(report, json);
    }

    private int replayTrace(Manifest manifest, Path file) throws IOException {
        Traces traces = new Traces(manifest, common);
        Trace read = traces.read(file);
        String which = variant == null ? read.origin().variant() : variant;
        TraceReplay.Outcome outcome = traces.replay(file, read, which);
        common.out().println(Traces.summary(read, outcome));
        if (outcome.divergence() != null) {
            common.out().println("  again with     ./pvlazy replay --variant " + which + " " + file);
        }
        common.out().flush();
        return common.finish(new RunReport("replay", List.of(), List.of(outcome.replay())), json);
    }
}
