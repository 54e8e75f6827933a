package org.pvlazy.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.apache.commons.lang3.time.StopWatch;
import org.pvlazy.conformance.GraphReplay;
import org.pvlazy.conformance.Recorder;
import org.pvlazy.conformance.Recording;
import org.pvlazy.conformance.RecordingJudge;
import org.pvlazy.conformance.RecordingOutcome;
import org.pvlazy.conformance.ReplayOutcome;
import org.pvlazy.tlc.Engine;
import org.pvlazy.tlc.GraphOptions;
import org.pvlazy.tlc.Manifest;
import org.pvlazy.tlc.Model;
import org.pvlazy.tlc.ModelCheck;
import org.pvlazy.tlc.ModelOutcome;

/** Checks and replays models, and narrates. */
final class Work {
    private final Manifest manifest;
    private final PrintWriter narration;

    Work(Manifest manifest, PrintWriter narration) {
        this.manifest = manifest;
        this.narration = narration;
    }

    /** Explores the models, as many at once as there are processors, and closes the engine. */
    List<ModelOutcome> check(List<Model> models, Engine engine) throws InterruptedException, IOException {
        try (ModelCheck check = new ModelCheck(manifest, engine)) {
            return Parallel.map(models, model -> check(check, model));
        }
    }

    private ModelOutcome check(ModelCheck check, Model model) throws IOException, InterruptedException {
        say("check  %s", model.name());
        ModelOutcome outcome = check.run(
                model,
                progress -> say(
                        "check  %s: %,d states, %,d to explore", model.name(), progress.distinct(), progress.queued()));
        say(
                "check  %s: %s in %.1f s",
                model.name(), outcome.problem() == null ? outcome.observed() : "NOT AS EXPECTED", outcome.seconds());
        return outcome;
    }

    /** Replays the complete graphs of the models. */
    List<ReplayOutcome> replay(List<Model> models) throws IOException, InterruptedException {
        for (Model model : models) {
            // Complains about a configuration before there is anything to wait for.
            Traces.parameters(model, model.files(manifest.specs()));
        }
        // Graphs that are built side by side have a processor each; one alone, and a replay, take them all.
        GraphOptions options = models.size() == 1
                ? GraphOptions.strict()
                : GraphOptions.strict().withThreads(1);
        List<GraphReplay.Prepared> prepared = Parallel.map(models, model -> prepare(model, options));
        List<ReplayOutcome> outcomes = new ArrayList<>();
        for (GraphReplay.Prepared each : prepared) {
            outcomes.add(replay(each));
        }
        return outcomes;
    }

    /** Replays a complete graph. */
    ReplayOutcome replay(GraphReplay.Prepared prepared) {
        Model model = prepared.model();
        ReplayOutcome outcome = new GraphReplay(manifest, narrator(model)).run(prepared);
        say(
                "replay %s: %,d of %,d edges, %,.0f steps/s, %s",
                model.name(),
                outcome.edgesReplayed(),
                outcome.edges(),
                outcome.stepsPerSecond(),
                outcome.conforms() ? "conforms" : "DIVERGES");
        return outcome;
    }

    /** Records free runs of a model, and judges them by its graph. The time is that of the judge. */
    RecordingOutcome record(GraphReplay.Prepared prepared, int runs) throws IOException, InterruptedException {
        Model model = prepared.model();
        say("replay %s: recording free runs", model.name());
        Recorder recorder = new Recorder(prepared.parameters());
        List<Recording> recordings = IntStream.rangeClosed(1, runs)
                .mapToObj(seed -> recorder.record(new Recording.Origin(model.name(), model.variant(), "", seed)))
                .toList();
        RecordingJudge judge =
                new RecordingJudge(prepared.graph(), prepared.parameters().slice());
        StopWatch watch = StopWatch.createStarted();
        int accepted = (int) Parallel.map(recordings, judge::accepts).stream()
                .filter(accepts -> accepts)
                .count();
        return new RecordingOutcome(
                model.variant(),
                runs,
                recordings.stream().mapToLong(Recording::size).sum(),
                accepted,
                runs - accepted,
                null,
                watch.getDuration().toNanos() / 1e9);
    }

    /** Builds the graph of a model and its tour. */
    GraphReplay.Prepared prepare(Model model, GraphOptions options) {
        say("replay %s: building the graph", model.name());
        return new GraphReplay(manifest, narrator(model)).prepare(model, options);
    }

    private ReplayNarrator narrator(Model model) {
        return new ReplayNarrator(model.name(), text -> say("%s", text));
    }

    private void say(String format, Object... arguments) {
        synchronized (narration) {
            narration.println(String.format(Locale.ROOT, format, arguments));
        }
    }
}
