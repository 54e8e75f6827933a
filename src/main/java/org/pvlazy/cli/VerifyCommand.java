package org.pvlazy.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.pvlazy.conformance.ReplayOutcome;
import org.pvlazy.conformance.Slices;
import org.pvlazy.report.JUnitXml;
import org.pvlazy.report.RunReport;
import org.pvlazy.report.VerdictTable;
import org.pvlazy.tlc.LocalEngine;
import org.pvlazy.tlc.Manifest;
import org.pvlazy.tlc.Model;
import org.pvlazy.tlc.ModelOutcome;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The main job. */
@Command(
        name = "verify",
        description = {
            "Checks the smoke models, replays their complete graphs against the Java implementation, replays every",
            "counterexample, and writes target/report/index.html. The rest is for check and replay --time-class small."
        })
final class VerifyCommand implements Callable<Integer> {
    @Mixin
    private final Common common = new Common();

    @Mixin
    private final ToolOption tool = new ToolOption();

    @Mixin
    private final JUnitOption junit = new JUnitOption();

    @Option(names = "--json", paramLabel = "FILE", description = "write the result there as JSON")
    private @Nullable Path json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Manifest manifest = common.manifest();
        Path html = ReportFolder.index(common);
        common.checkWritable(json);
        common.checkWritable(junit.file);
        common.checkWritable(html);
        List<Model> models = manifest.models().stream()
                .filter(model -> model.timeClass().equals("smoke"))
                .toList();
        Work work = new Work(manifest, common.err());
        List<ModelOutcome> checks = work.check(models, new LocalEngine(tool.tools()));
        List<ReplayOutcome> replays =
                work.replay(models.stream().filter(Model::replay).toList());
        List<String> traces = new ArrayList<>();
        boolean tracesAgree = new Traces(manifest, common).replayAll(traces);
        RunReport report = new RunReport("verify", checks, replays);
        traces.forEach(common.out()::println);
        common.out().println();
        common.out().print(VerdictTable.summary(report, common.colour()));
        new ReportFolder(common).writeWithResult(report);
        common.out().println("report: " + html);
        common.out().flush();
        junit.write(report.command(), cases(report, tracesAgree));
        int exitCode = common.finish(report, json);
        boolean everyActionTaken = complain(neverTaken(
                replays, model -> Slices.specification(manifest.model(model).slice())));
        return exitCode == ExitCode.EXPECTED && !(tracesAgree && everyActionTaken) ? ExitCode.UNEXPECTED : exitCode;
    }

    /**
     * The actions of a specification that no replayed graph of it has an edge for: a claim about them would be empty.
     *
     * @param specification from the name of a model to its specification
     */
    static Set<String> neverTaken(List<ReplayOutcome> replays, UnaryOperator<String> specification) {
        Map<String, Set<String>> idle = new TreeMap<>();
        for (ReplayOutcome replay : replays) {
            Set<String> here = new TreeSet<>(replay.idleActions());
            idle.merge(specification.apply(replay.model()), here, (before, also) -> {
                before.retainAll(also);
                return before;
            });
        }
        Set<String> all = new TreeSet<>();
        idle.values().forEach(all::addAll);
        return all;
    }

    private static List<JUnitXml.Case> cases(RunReport report, boolean tracesAgree) {
        List<JUnitXml.Case> cases = new ArrayList<>(JUnitXml.cases(report));
        cases.add(
                tracesAgree
                        ? JUnitXml.Case.passed("traces", "counterexamples", 0)
                        : JUnitXml.Case.failed("traces", "counterexamples", 0, "a counterexample is not replayed"));
        return cases;
    }

    private boolean complain(Set<String> neverTaken) {
        if (!neverTaken.isEmpty()) {
            common.err().println("pvlazy: actions that no model takes: " + String.join(", ", neverTaken));
        }
        return neverTaken.isEmpty();
    }
}
