package org.pvlazy.trace;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Map;
import java.util.stream.Collectors;
import org.pvlazy.tla.ActionLabel;
import org.pvlazy.tla.TlaState;

/**
 * Writes traces in Apalache's ITF format. The same trace always gives the same bytes; each variable of a state has a line of
 * its own, so that a difference between two files shows where it is.
 */
public final class TraceWriter {
    static final String FORMAT_DESCRIPTION = "https://apalache-mc.org/docs/adr/015adr-trace.html";

    private static final Gson GSON =
            new GsonBuilder().disableHtmlEscaping().serializeNulls().create();

    private TraceWriter() {}

    /** Writes the file whole or not at all. */
    public static void write(Trace trace, Path file) throws IOException {
        AtomicFiles.writeString(file, toJson(trace));
    }

    /** The content of the file. */
    public static String toJson(Trace trace) {
        StringBuilder out = new StringBuilder("{\n  \"#meta\": ");
        object(out, meta(trace), "    ");
        out.append(",\n  \"vars\": ").append(GSON.toJson(trace.variables())).append(",\n  \"states\": [\n");
        Iterator<TraceState> states = trace.states().iterator();
        for (int i = 0; states.hasNext(); i++) {
            out.append("    ");
            object(out, state(i, states.next()), "      ");
            out.append(states.hasNext() ? ",\n" : "\n");
        }
        out.append("  ]");
        if (trace.end() instanceof TraceEnd.Lasso lasso) {
            out.append(",\n  \"loop\": ").append(lasso.index());
        } else if (trace.end() instanceof TraceEnd.Stuttering) {
            out.append(",\n  \"loop\": ").append(trace.states().size() - 1);
        }
        return out.append("\n}\n").toString();
    }

    private static JsonObject meta(Trace trace) {
        JsonObject meta = new JsonObject();
        meta.addProperty("format", "ITF");
        meta.addProperty("format-description", FORMAT_DESCRIPTION);
        meta.addProperty("description", description(trace));
        meta.addProperty("model", trace.origin().model());
        meta.addProperty("variant", trace.origin().variant());
        Violation violation = trace.violation();
        if (violation != null) {
            meta.addProperty("property", violation.property());
            meta.addProperty("kind", TraceWords.of(violation.kind()));
        }
        meta.addProperty("specHash", trace.origin().specHash());
        meta.addProperty("tool", trace.origin().tool());
        meta.addProperty("end", TraceWords.of(trace.end()));
        TraceStep closing = trace.closingStep();
        if (closing != null) {
            JsonObject step = new JsonObject();
            addStep(step, closing);
            meta.add("closingStep", step);
        }
        return meta;
    }

    private static String description(Trace trace) {
        Violation violation = trace.violation();
        String what = violation == null ? "Behaviour" : "Counterexample to " + violation.property();
        int steps = trace.states().size() - 1;
        return what + " of " + trace.origin().model() + ", " + steps + (steps == 1 ? " step" : " steps");
    }

    private static JsonObject state(int index, TraceState traceState) {
        JsonObject meta = new JsonObject();
        meta.addProperty("index", index);
        TraceStep step = traceState.step();
        if (step != null) {
            addStep(meta, step);
        }
        JsonObject json = new JsonObject();
        json.add("#meta", meta);
        TlaState state = traceState.state();
        for (int i = 0; i < state.variables().size(); i++) {
            json.add(state.variables().get(i), ItfValues.toJson(state.values().get(i)));
        }
        return json;
    }

    private static void addStep(JsonObject meta, TraceStep step) {
        meta.addProperty("action", step.label().name());
        JsonObject params = new JsonObject();
        for (ActionLabel.Param param : step.label().params()) {
            params.add(param.name(), ItfValues.toJson(param.value()));
        }
        meta.add("params", params);
        addIfKnown(meta, "thread", step.thread());
        addIfKnown(meta, "step", step.step());
        addIfKnown(meta, "function", step.function());
    }

    private static void addIfKnown(JsonObject meta, String key, String text) {
        if (!text.isEmpty()) {
            meta.addProperty(key, text);
        }
    }

    /** One member a line, each on one line. */
    private static void object(StringBuilder out, JsonObject object, String indent) {
        out.append("{\n");
        Iterator<Map.Entry<String, JsonElement>> members = object.entrySet().iterator();
        while (members.hasNext()) {
            Map.Entry<String, JsonElement> member = members.next();
            out.append(indent).append(GSON.toJson(member.getKey())).append(": ");
            out.append(line(member.getValue())).append(members.hasNext() ? ",\n" : "\n");
        }
        out.append(indent, 0, indent.length() - 2).append('}');
    }

    private static String line(JsonElement json) {
        if (json instanceof JsonArray array) {
            return array.asList().stream().map(TraceWriter::line).collect(Collectors.joining(", ", "[", "]"));
        } else if (json instanceof JsonObject object) {
            return object.entrySet().stream()
                    .map(member -> GSON.toJson(member.getKey()) + ": " + line(member.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        return json instanceof JsonPrimitive ? GSON.toJson(json) : "null";
    }
}
