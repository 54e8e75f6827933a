package org.pvlazy.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.apache.commons.lang3.time.StopWatch;
import org.jspecify.annotations.Nullable;
import org.pvlazy.conformance.Recording;
import org.pvlazy.conformance.RecordingFiles;
import org.pvlazy.conformance.RecordingOutcome;
import org.pvlazy.conformance.RecordingValidator;
import org.pvlazy.conformance.Slice;
import org.pvlazy.conformance.TlcRecordingJudge;
import org.pvlazy.report.RunReport;
import org.pvlazy.tlc.Manifest;
import org.pvlazy.tlc.Model;
import org.pvlazy.tlc.SpecFiles;
import org.pvlazy.tlc.SpecHash;
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

    /** Recordings judged so far, of how many; used to spread the sample. */
    private long judged;

    private long all;

    @Option(names = "--json", paramLabel = "FILE", description = "write the result there as JSON")
    private @Nullable Path json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        common.checkWritable(json);
        Manifest manifest = common.manifest();
        // Everything is read before anything is judged: a damaged file is no verdict.
        Map<String, List<Named>> byModel = new TreeMap<>();
        for (Path file : files()) {
            Recording recording = read(manifest, file);
            byModel.computeIfAbsent(recording.origin().model(), model -> new ArrayList<>())
                    .add(new Named(file, recording));
        }
        all = byModel.values().stream().mapToLong(List::size).sum();
        Map<String, Tally> tallies = new TreeMap<>();
        for (Map.Entry<String, List<Named>> entry : byModel.entrySet()) {
            Model model = manifest.model(entry.getKey());
            judge(model.files(manifest.specs()), Traces.slice(model), entry.getValue(), tallies);
        }
        List<RecordingOutcome> outcomes = new ArrayList<>();
        tallies.forEach((variant, tally) -> outcomes.add(tally.outcome(variant)));
        tallies.forEach((variant, tally) -> {
            if (tally.asked > 0) {
                common.out()
                        .println(variant + ": TLC judges " + (tally.asked - tally.contradicted) + " of " + tally.asked
                                + " the same");
            }
        });
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
        return common.finish(new RunReport("validate", List.of(), List.of(), outcomes), json);
    }

    private record Named(Path file, Recording recording) {}

    /** What is known of a variant so far. */
    private static final class Tally {
        private int runs;
        private long events;
        private int rejected;
        private int asked;
        private int contradicted;
        private double seconds;
        private final StopWatch watch = new StopWatch();

        void count(Recording recording, @Nullable String problem) {
            runs++;
            events += recording.size();
            rejected += problem == null ? 0 : 1;
        }

        RecordingOutcome outcome(String variant) {
            return new RecordingOutcome(
                    variant, runs, events, runs - rejected, rejected, asked == 0 ? null : contradicted == 0, seconds);
        }
    }

    private List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path path : paths) {
            if (!Files.isDirectory(path)) {
                files.add(path);
                continue;
            }
            try (Stream<Path> inside = Files.list(path)) {
                List<Path> found = inside.filter(file -> file.toString().endsWith(".json"))
                        .sorted()
                        .toList();
                if (found.isEmpty()) {
                    throw new CommandException(ExitCode.USAGE, path + ": no recordings (*.json) in it");
                }
                files.addAll(found);
            }
        }
        return files;
    }

    private static Recording read(Manifest manifest, Path file) throws IOException {
        Recording.Origin origin = RecordingFiles.origin(file);
        Model model = manifest.models().stream()
                .filter(each -> each.name().equals(origin.model()))
                .findFirst()
                .orElseThrow(() ->
                        new CommandException(ExitCode.USAGE, file + ": origin.model: unknown model " + origin.model()));
        if (!model.variant().equals(origin.variant())) {
            throw new CommandException(ExitCode.USAGE, file + ": origin.variant: the model follows " + model.variant());
        }
        if (!SpecHash.of(model.files(manifest.specs())).equals(origin.specHash())) {
            throw new CommandException(
                    ExitCode.USAGE,
                    file + ": origin.specHash: the recording is stale, the specification has changed since");
        }
        return RecordingFiles.read(file, Traces.slice(model));
    }

    private void judge(SpecFiles files, Slice slice, List<Named> recordings, Map<String, Tally> tallies)
            throws IOException, InterruptedException {
        String variant = recordings.get(0).recording().origin().variant();
        Tally tally = tallies.computeIfAbsent(variant, name -> new Tally());
        List<Named> sampled = new ArrayList<>();
        List<Boolean> verdicts = new ArrayList<>();
        tally.watch.reset();
        tally.watch.start();
        try (RecordingValidator validator = new RecordingValidator(files, slice)) {
            for (Named named : recordings) {
                String problem = validator.problem(named.recording());
                tally.count(named.recording(), problem);
                if (problem != null) {
                    reject(named, problem, tally);
                }
                if (judged * sample / all != (judged + 1) * sample / all
                        && TlcRecordingJudge.judges(named.recording())) {
                    sampled.add(named);
                    verdicts.add(problem == null);
                }
                judged++;
            }
        }
        tally.seconds += tally.watch.getDuration().toNanos() / 1e9;
        if (!sampled.isEmpty()) {
            askTlc(new TlcRecordingJudge(files, slice), sampled, verdicts, tally);
        }
    }

    private void reject(Named named, String problem, Tally tally) {
        String text = tally.rejected > EXPLAINED ? problem.lines().findFirst().orElse("") : problem.stripTrailing();
        common.out().println("REJECTED " + named.file() + ": " + text);
    }

    private void askTlc(TlcRecordingJudge tlc, List<Named> sampled, List<Boolean> verdicts, Tally tally)
            throws IOException, InterruptedException {
        try (tlc) {
            for (int i = 0; i < sampled.size(); i++) {
                boolean accepted = tlc.accepts(sampled.get(i).recording());
                tally.asked++;
                if (accepted != verdicts.get(i)) {
                    tally.contradicted++;
                    common.out()
                            .println("JUDGES DISAGREE " + sampled.get(i).file() + ": TLC "
                                    + (accepted ? "accepts" : "rejects") + " it");
                }
            }
        }
    }
}
