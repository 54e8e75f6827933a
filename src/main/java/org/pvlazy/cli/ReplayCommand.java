package org.pvlazy.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
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
            "every variable and the set of possible steps at every state. With traces, --variant says what the",
            "implementation follows (default: as the trace's model); without, the options choose among the models."
        })
final class ReplayCommand implements Callable<Integer> {
    @Mixin
    private final Common common = new Common();

    @Parameters(paramLabel = "TRACE", arity = "0..*", description = "traces (*.itf.json)")
    private List<Path> traces = List.of();

    @Option(names = "--model", paramLabel = "MODEL", description = "replay the complete graph of this model")
    private List<String> names = List.of();

    @Mixin
    private final ModelFilter filter = new ModelFilter();

    @Mixin
    private final WalkSettings walks = new WalkSettings();

    @Mixin
    private final JUnitOption junit = new JUnitOption();

    @Option(names = "--json", paramLabel = "FILE", description = "write the result there as JSON")
    private @Nullable Path json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        common.checkWritable(json);
        common.checkWritable(junit.file);
        Manifest manifest = common.manifest();
        if (walks.given() && (!traces.isEmpty() || names.isEmpty() || json != null)) {
            throw new CommandException(ExitCode.USAGE, "--walks needs --model, and goes with no trace and no --json");
        }
        if (!traces.isEmpty()) {
            return replayTraces(manifest);
        }
        List<Model> models = names.isEmpty()
                ? filter.select(
                        manifest,
                        manifest.models().stream().filter(Model::replay).toList())
                : filter.selectNamed(manifest, names);
        if (walks.given()) {
            return walks.run(manifest, models, common);
        }
        List<ReplayOutcome> outcomes = new Work(manifest, common.err()).replay(models);
        RunReport report = new RunReport("replay", List.of(), outcomes);
        common.out().print(VerdictTable.render(report, common.colour()));
        common.out().flush();
        junit.write(report);
        return common.finish(report, json);
    }

    private int replayTraces(Manifest manifest) throws IOException {
        boolean oneVariant = filter.variants.size() <= 1 && filter.slices.isEmpty() && filter.timeClasses.isEmpty();
        if (!names.isEmpty() || !oneVariant) {
            throw new CommandException(ExitCode.USAGE, "replay takes traces, with one --variant perhaps, or models");
        }
        List<ReplayOutcome> outcomes = new ArrayList<>();
        for (Path file : traces) {
            outcomes.add(replayTrace(new Traces(manifest, common), file));
        }
        common.out().flush();
        RunReport report = new RunReport("replay", List.of(), outcomes);
        junit.write(report);
        return common.finish(report, json);
    }

    private ReplayOutcome replayTrace(Traces all, Path file) throws IOException {
        Trace read = all.read(file);
        String which = filter.variants.isEmpty() ? read.origin().variant() : filter.variants.get(0);
        TraceReplay.Outcome outcome = all.replay(file, read, which);
        common.out().println(Traces.summary(read, outcome));
        if (outcome.divergence() != null) {
            common.out().println("  again with     ./pvlazy replay --variant " + which + " " + file);
        }
        return outcome.replay();
    }
}
