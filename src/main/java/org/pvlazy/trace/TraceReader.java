package org.pvlazy.trace;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pvlazy.tla.ActionLabel;
import org.pvlazy.tla.TlaState;
import org.pvlazy.tla.TlaValue;

/** Reads traces in ITF. Whatever is wrong with a file comes as one {@link TraceFormatException} of one line. */
public final class TraceReader {
    private static final String META = "#meta";

    private final ItfDecoder decoder;

    private TraceReader(String file) {
        this.decoder = new ItfDecoder(file);
    }

    /** Reads a file. */
    public static Trace read(Path file) throws TraceFormatException {
        String name = file.toString();
        try {
            return parse(name, TextFile.read(file));
        } catch (TraceFormatException e) {
            throw e;
        } catch (NoSuchFileException e) {
            throw new TraceFormatException(name, "no such file");
        } catch (IOException e) {
            throw new TraceFormatException(name, "cannot be read: " + e.getMessage());
        }
    }

    /** Reads the content of a file called {@code file}. */
    public static Trace parse(String file, String text) throws TraceFormatException {
        return new TraceReader(file).trace(JsonTree.parse(file, text));
    }

    private Trace trace(JsonElement json) throws TraceFormatException {
        if (!(json instanceof JsonObject root)
                || !(root.get(META) instanceof JsonObject meta)
                || !"ITF".equals(optional(META, meta, "format"))) {
            throw decoder.problem("", "not a trace in ITF: #meta.format is not \"ITF\"");
        }
        for (String key : root.keySet()) {
            if (!List.of(META, "vars", "states", "loop", "params").contains(key)) {
                throw decoder.problem(key, "unknown key");
            }
        }
        List<String> variables = variables(root);
        List<TraceState> states = new ArrayList<>();
        JsonArray array = decoder.array("states", required("", root, "states"));
        for (int i = 0; i < array.size(); i++) {
            states.add(state("states[" + i + "]", i, array.get(i), variables));
        }
        if (states.isEmpty()) {
            throw decoder.problem("states", "no state");
        }
        TraceOrigin origin = new TraceOrigin(
                optional(META, meta, "model"),
                optional(META, meta, "variant"),
                optional(META, meta, "specHash"),
                optional(META, meta, "tool"));
        TraceStep closing =
                meta.get("closingStep") instanceof JsonObject step ? step(META + ".closingStep", step) : null;
        return new Trace(origin, violation(meta), states, end(root, meta, states.size()), closing);
    }

    private List<String> variables(JsonObject root) throws TraceFormatException {
        JsonArray array = decoder.array("vars", required("", root, "vars"));
        List<String> variables = new ArrayList<>();
        for (int i = 0; i < array.size(); i++) {
            String variable = decoder.text("vars[" + i + "]", array.get(i));
            if (variables.contains(variable)) {
                throw decoder.problem("vars[" + i + "]", "variable " + variable + " twice");
            }
            variables.add(variable);
        }
        return List.copyOf(variables);
    }

    private TraceState state(String place, int index, JsonElement json, List<String> variables)
            throws TraceFormatException {
        JsonObject state = decoder.objectAt(place, json);
        JsonObject meta = decoder.objectAt(place + "." + META, required(place, state, META));
        long given = decoder.integer(place + ".#meta.index", required(place + "." + META, meta, "index"));
        if (given != index) {
            throw decoder.problem(place + ".#meta.index", "expected " + index + ", found " + given);
        }
        List<TlaValue> values = new ArrayList<>(variables.size());
        for (String variable : variables) {
            JsonElement value = state.get(variable);
            if (value == null) {
                throw decoder.problem(place + "." + variable, "the variable is missing");
            }
            values.add(decoder.value(place + "." + variable, value));
        }
        for (String key : state.keySet()) {
            if (!key.equals(META) && !variables.contains(key)) {
                throw decoder.problem(place + "." + key, "not one of the variables");
            }
        }
        return new TraceState(new TlaState(variables, values), index == 0 ? null : step(place + "." + META, meta));
    }

    private TraceStep step(String place, JsonObject meta) throws TraceFormatException {
        String action = decoder.text(place + ".action", required(place, meta, "action"));
        List<ActionLabel.Param> params = new ArrayList<>();
        JsonElement given = meta.get("params");
        if (given != null) {
            JsonObject object = decoder.objectAt(place + ".params", given);
            for (Map.Entry<String, JsonElement> param : object.entrySet()) {
                TlaValue value = decoder.value(place + ".params." + param.getKey(), param.getValue());
                params.add(new ActionLabel.Param(param.getKey(), value));
            }
        }
        return new TraceStep(
                new ActionLabel(action, params),
                optional(place, meta, "thread"),
                optional(place, meta, "step"),
                optional(place, meta, "function"));
    }

    private @Nullable Violation violation(JsonObject meta) throws TraceFormatException {
        if (!meta.has("property")) {
            return null;
        }
        String property = optional(META, meta, "property");
        String kind = decoder.text(META + ".kind", required(META, meta, "kind"));
        return switch (kind) {
            case TraceWords.SAFETY -> new Violation(property, Violation.Kind.SAFETY);
            case TraceWords.LIVENESS -> new Violation(property, Violation.Kind.LIVENESS);
            default -> throw decoder.problem(META + ".kind", "expected safety or liveness, found " + kind);
        };
    }

    /** Files of other tools have no {@code end}: there a loop is a loop. */
    private TraceEnd end(JsonObject root, JsonObject meta, int states) throws TraceFormatException {
        JsonElement loop = root.get("loop");
        String end = meta.has("end") ? optional(META, meta, "end") : loop == null ? TraceWords.OPEN : TraceWords.LASSO;
        if (end.equals(TraceWords.OPEN)) {
            if (loop != null) {
                throw decoder.problem("loop", "a loop, though #meta.end is open");
            }
            return new TraceEnd.Open();
        }
        long index = decoder.integer("loop", required("", root, "loop"));
        if (index < 0 || index >= states) {
            throw decoder.problem("loop", "no state " + index + " among " + states);
        }
        return switch (end) {
            case TraceWords.LASSO -> new TraceEnd.Lasso((int) index);
            case TraceWords.STUTTERING -> {
                if (index != states - 1) {
                    throw decoder.problem("loop", "stuttering must loop to the last state");
                }
                yield new TraceEnd.Stuttering();
            }
            default -> throw decoder.problem(META + ".end", "expected open, stuttering or lasso, found " + end);
        };
    }

    private JsonElement required(String place, JsonObject object, String key) throws TraceFormatException {
        JsonElement value = object.get(key);
        if (value == null) {
            throw decoder.problem(place.isEmpty() ? key : place + "." + key, "missing");
        }
        return value;
    }

    private String optional(String place, JsonObject object, String key) throws TraceFormatException {
        JsonElement value = object.get(key);
        return value == null ? "" : decoder.text(place + "." + key, value);
    }
}
