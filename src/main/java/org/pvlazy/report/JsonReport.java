package org.pvlazy.report;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.pvlazy.conformance.Divergence;
import org.pvlazy.conformance.RecordingOutcome;
import org.pvlazy.conformance.ReplayOutcome;
import org.pvlazy.tlc.Model;
import org.pvlazy.tlc.ModelOutcome;

/** The machine-readable result of a run. Fields keep their names and their order; they are only ever added. */
public final class JsonReport {
    /** The version of the format. */
    public static final int SCHEMA = 1;

    private static final int DECIMALS = 3;
    private static final Gson GSON = new GsonBuilder()
            .setPrettyPrinting()
            .serializeNulls()
            .disableHtmlEscaping()
            .create();

    private JsonReport() {}

    /** The object as text, with a newline at the end. */
    public static String render(RunReport report) {
        return render(toJson(report));
    }

    /** An object that was made by {@link #toJson} as text. */
    public static String render(JsonObject root) {
        return GSON.toJson(root) + "\n";
    }

    /** The object, for a command that adds to its arrays. */
    public static JsonObject toJson(RunReport report) {
        JsonObject root = new JsonObject();
        root.addProperty("schema", SCHEMA);
        root.addProperty("command", report.command());
        root.addProperty("verdict", report.verdict().word());
        JsonArray models = new JsonArray();
        report.models().forEach(outcome -> models.add(model(outcome)));
        root.add("models", models);
        JsonArray replays = new JsonArray();
        report.replays().forEach(replay -> replays.add(replay(replay, report)));
        root.add("replays", replays);
        JsonArray recordings = new JsonArray();
        report.recordings().forEach(outcome -> recordings.add(recording(outcome)));
        root.add("recordings", recordings);
        root.add("mutants", new JsonArray());
        root.add("bench", new JsonArray());
        return root;
    }

    private static JsonObject model(ModelOutcome outcome) {
        Model model = outcome.model();
        JsonObject json = new JsonObject();
        json.addProperty("name", model.name());
        json.addProperty("variant", model.variant());
        json.addProperty("mode", model.mode());
        json.addProperty("expected", model.expected());
        json.addProperty("observed", outcome.observed());
        json.addProperty("property", model.property());
        json.addProperty("tlcExit", outcome.tlcExit());
        json.addProperty("distinct", outcome.distinct());
        json.addProperty("generated", outcome.generated());
        json.addProperty("depth", outcome.depth());
        json.addProperty("seconds", rounded(outcome.seconds()));
        json.addProperty("problem", outcome.problem());
        json.addProperty("failed", outcome.failed());
        return json;
    }

    private static JsonObject replay(ReplayOutcome replay, RunReport report) {
        JsonObject json = new JsonObject();
        json.addProperty("model", replay.model());
        json.addProperty("variant", replay.variant());
        json.addProperty("states", replay.states());
        json.addProperty("edges", replay.edges());
        json.addProperty("edgesReplayed", replay.edgesReplayed());
        json.addProperty("paths", replay.paths());
        json.addProperty("steps", replay.steps());
        json.addProperty("stepsPerEdge", rounded(replay.stepsPerEdge()));
        json.addProperty("lowerBoundSteps", replay.lowerBoundSteps());
        json.addProperty("enabledSetsCompared", replay.enabledSetsCompared());
        json.addProperty("variablesCompared", replay.variablesCompared());
        json.addProperty("seconds", rounded(replay.seconds()));
        json.addProperty("stepsPerSecond", Math.round(replay.stepsPerSecond()));
        addTlcSeconds(json, replay, report);
        json.addProperty("graphSeconds", rounded(replay.graphSeconds()));
        JsonArray divergences = new JsonArray();
        replay.divergences().forEach(divergence -> divergences.add(divergence(divergence)));
        json.add("divergences", divergences);
        return json;
    }

    private static JsonObject recording(RecordingOutcome outcome) {
        JsonObject json = new JsonObject();
        json.addProperty("variant", outcome.variant());
        json.addProperty("runs", outcome.runs());
        json.addProperty("events", outcome.events());
        json.addProperty("accepted", outcome.accepted());
        json.addProperty("rejected", outcome.rejected());
        json.addProperty("judgesAgree", outcome.judgesAgree());
        json.addProperty("seconds", rounded(outcome.seconds()));
        return json;
    }

    /** TLC's time on the model that was replayed; null if this run did not check it. */
    private static void addTlcSeconds(JsonObject json, ReplayOutcome replay, RunReport report) {
        json.add("tlcSeconds", JsonNull.INSTANCE);
        report.models().stream()
                .filter(outcome -> outcome.model().name().equals(replay.model()))
                .findFirst()
                .ifPresent(outcome -> json.addProperty("tlcSeconds", rounded(outcome.seconds())));
    }

    private static JsonObject divergence(Divergence divergence) {
        JsonObject json = new JsonObject();
        json.addProperty("script", divergence.script());
        json.addProperty("position", divergence.position());
        json.addProperty("action", divergence.action());
        json.addProperty("thread", divergence.thread());
        json.addProperty("what", divergence.what());
        json.addProperty("expected", divergence.expected());
        json.addProperty("actual", divergence.actual());
        json.addProperty("specSource", divergence.specSource());
        json.addProperty("javaSource", divergence.javaSource());
        return json;
    }

    static BigDecimal rounded(double number) {
        return BigDecimal.valueOf(number).setScale(DECIMALS, RoundingMode.HALF_UP);
    }
}
