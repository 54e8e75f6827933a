package org.pvlazy.report;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.pvlazy.conformance.Divergence;
import org.pvlazy.conformance.ReplayOutcome;
import org.pvlazy.tlc.Manifest;
import org.pvlazy.tlc.Model;
import org.pvlazy.tlc.ModelOutcome;
import org.pvlazy.trace.JsonTree;
import org.pvlazy.trace.TextFile;
import org.pvlazy.trace.TraceFormatException;

/** Reads what {@link JsonReport} has written, as far as the report shows it. A model that the manifest no longer has is left out. */
public final class JsonResult {
    private final String file;
    private final JsonObject root;

    private JsonResult(String file, JsonObject root) {
        this.file = file;
        this.root = root;
    }

    /**
     * Opens a result.
     *
     * @throws TraceFormatException if it is no JSON object
     */
    public static JsonResult open(Path file) throws IOException {
        String name = file.toString();
        if (JsonTree.parse(name, TextFile.read(file)) instanceof JsonObject root) {
            return new JsonResult(name, root);
        }
        throw new TraceFormatException(name, "not a result of pvlazy");
    }

    /** The run that the result is of. */
    public RunReport run(Manifest manifest) throws TraceFormatException {
        Map<String, Model> models =
                manifest.models().stream().collect(Collectors.toMap(Model::name, Function.identity()));
        try {
            List<ModelOutcome> outcomes = new ArrayList<>();
            for (JsonElement each : array("models")) {
                JsonObject json = each.getAsJsonObject();
                Model model = models.get(json.get("name").getAsString());
                if (model != null) {
                    outcomes.add(model(model, json));
                }
            }
            List<ReplayOutcome> replays = new ArrayList<>();
            array("replays").forEach(each -> replays.add(replay(each.getAsJsonObject())));
            return new RunReport(root.get("command").getAsString(), outcomes, replays);
        } catch (IllegalStateException
                | NullPointerException
                | UnsupportedOperationException
                | NumberFormatException e) {
            throw new TraceFormatException(file, "not a result of pvlazy: " + e.getMessage());
        }
    }

    /** An array of the result; empty if it has none of that name. */
    public JsonArray array(String name) {
        return root.get(name) instanceof JsonArray array ? array : new JsonArray();
    }

    private static ModelOutcome model(Model model, JsonObject json) {
        String observed = json.get("observed").getAsString();
        return new ModelOutcome(
                model,
                observed,
                text(json, "problem"),
                json.has("failed") && json.get("failed").getAsBoolean(),
                json.get("tlcExit").getAsInt(),
                json.get("distinct").getAsLong(),
                json.get("generated").getAsLong(),
                json.get("depth").getAsInt(),
                seconds(json, "seconds"),
                "",
                null);
    }

    private static ReplayOutcome replay(JsonObject json) {
        List<Divergence> divergences = new ArrayList<>();
        json.getAsJsonArray("divergences").forEach(each -> divergences.add(divergence(each.getAsJsonObject())));
        return new ReplayOutcome(
                json.get("model").getAsString(),
                json.get("variant").getAsString(),
                json.get("states").getAsInt(),
                json.get("edges").getAsInt(),
                json.get("edgesReplayed").getAsInt(),
                json.get("paths").getAsInt(),
                json.get("steps").getAsLong(),
                json.get("lowerBoundSteps").getAsLong(),
                json.get("enabledSetsCompared").getAsLong(),
                json.get("variablesCompared").getAsLong(),
                seconds(json, "graphSeconds"),
                seconds(json, "seconds"),
                divergences,
                List.of());
    }

    private static Divergence divergence(JsonObject json) {
        return new Divergence(
                json.get("script").getAsString(),
                json.get("position").getAsInt(),
                json.get("action").getAsString(),
                json.get("thread").getAsString(),
                json.get("what").getAsString(),
                json.get("expected").getAsString(),
                json.get("actual").getAsString(),
                json.get("specSource").getAsString(),
                json.get("javaSource").getAsString());
    }

    private static double seconds(JsonObject json, String name) {
        double seconds = json.get(name).getAsDouble();
        if (!Double.isFinite(seconds)) {
            throw new NumberFormatException(name + ": " + json.get(name));
        }
        return seconds;
    }

    private static @Nullable String text(JsonObject json, String name) {
        return json.has(name) && !json.get(name).isJsonNull() ? json.get(name).getAsString() : null;
    }
}
