package org.pvlazy.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.apache.commons.lang3.time.StopWatch;
import org.jspecify.annotations.Nullable;
import org.pvlazy.cli.Validation.Judged;
import org.pvlazy.conformance.RecordingOutcome;
import org.pvlazy.report.JUnitXml;
import org.pvlazy.report.RunReport;
import org.pvlazy.tlc.Manifest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Judges recordings. */
@Command(
        name = "validate",
        description = {
            "Says of every recording whether its model explains it: whether the specification has a behaviour that takes every",
            "event between its beginning and its end, and arrives where the machine came to rest. All recordings are judged in",
            "one process. What is rejected is explained."
        })
final class ValidateCommand implements Callable<Integer> {
    /** More explanations than a reader reads. */
    private static final int EXPLAINED = 3;

    @Mixin
    private final Common common = new Common();

    @Parameters(paramLabel = "FILE|DIR", arity = "1..*", description = "recordings, and folders of recordings (*.json)")
    private List<Path> paths = List.of();

    @Option(
            names = "--tlc",
            paramLabel = "N",
            description = "let TLC judge so many of them, too, by Trace<specification>.tla (default: 0)",
            defaultValue = "0")
    private int sample;

    @Option(names = "--json", paramLabel = "FILE", description = "write the result there as JSON")
    private @Nullable Path json;

    @Mixin
    private final JUnitOption junit = new JUnitOption();

    @Override
    public Integer call() throws IOException, InterruptedException {
        common.checkWritable(json);
        common.checkWritable(junit.file);
        StopWatch watch = StopWatch.createStarted();
        Manifest manifest = common.manifest();
        Validation validation = new Validation(manifest, new Recordings(manifest).read(paths));
        List<Judged> judged = validation.judge();
        double seconds = watch.getDuration().toNanos() / 1e9;
        if (sample > 0) {
            judged = validation.askTlc(judged, sample);
        }
        List<RecordingOutcome> outcomes = Validation.outcomes(judged, seconds);
        print(judged, outcomes);
        RunReport report = new RunReport("validate", List.of(), List.of(), outcomes);
        junit.write(
                report.command(), judged.stream().map(ValidateCommand::toCase).toList());
        return common.finish(report, json);
    }

    private void print(List<Judged> judged, List<RecordingOutcome> outcomes) {
        int explained = 0;
        for (Judged each : judged) {
            String problem = problem(each);
            if (problem != null) {
                String text = explained++ < EXPLAINED
                        ? problem
                        : problem.lines().findFirst().orElse("");
                common.out().println(text);
            }
        }
        long asked = judged.stream().filter(each -> each.tlc() != null).count();
        long same = judged.stream()
                .filter(each -> each.tlc() != null && each.judgesAgree())
                .count();
        if (asked > 0) {
            common.out().println("TLC judges " + same + " of " + asked + " the same");
        }
        for (RecordingOutcome outcome : outcomes) {
            common.out()
                    .println(String.format(
                            Locale.ROOT,
                            "%s: %,d recordings, %,d events: %,d accepted, %,d rejected, in %.1f s",
                            outcome.variant(),
                            outcome.runs(),
                            outcome.events(),
                            outcome.accepted(),
                            outcome.rejected(),
                            outcome.seconds()));
        }
        common.out().flush();
    }

    /** What is wrong with a recording or with its judges; null if nothing is. */
    private static @Nullable String problem(Judged judged) {
        if (!judged.judgesAgree()) {
            return "JUDGES DISAGREE " + judged.named().file() + ": TLC "
                    + (judged.accepted() ? "rejects it" : "accepts it; " + judged.problem());
        }
        String problem = judged.problem();
        return problem == null ? null : "REJECTED " + judged.named().file() + ": " + problem.stripTrailing();
    }

    private static JUnitXml.Case toCase(Judged judged) {
        String group = "recording." + judged.named().model().variant();
        String name = String.valueOf(judged.named().file().getFileName());
        String problem = problem(judged);
        return problem == null
                ? JUnitXml.Case.passed(group, name, judged.seconds())
                : JUnitXml.Case.failed(group, name, judged.seconds(), problem);
    }
}
