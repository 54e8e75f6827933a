package org.pvlazy.report;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.pvlazy.tla.TlaState;
import org.pvlazy.tlc.ClaimPart;
import org.pvlazy.trace.Trace;
import org.pvlazy.trace.TraceEnd;
import org.pvlazy.trace.TraceStep;
import org.pvlazy.trace.Violation;

/** What {@link TraceView} shows, as JSON. Fields are only ever added. */
public final class TraceJson {
    private static final int SCHEMA = 1;

    private TraceJson() {}

    /**
     * The document.
     *
     * @param reasons the parts of the violated property in the last state, as far as they are known
     */
    public static String of(Trace trace, List<ClaimPart> reasons) {
        JsonObject root = new JsonObject();
        root.addProperty("schema", SCHEMA);
        root.addProperty("model", trace.origin().model());
        root.addProperty("variant", trace.origin().variant());
        root.addProperty("tool", trace.origin().tool());
        Violation violation = trace.violation();
        if (violation != null) {
            root.addProperty("property", violation.property());
            root.addProperty("kind", violation.kind().name().toLowerCase(Locale.ROOT));
        }
        if (trace.end() instanceof TraceEnd.Lasso lasso) {
            root.addProperty("loopsTo", lasso.index());
        }
        root.addProperty("stutters", trace.end() instanceof TraceEnd.Stuttering);
        JsonArray steps = new JsonArray();
        int last = trace.states().size() - 1;
        for (int i = 1; i <= last; i++) {
            add(steps, trace.states().get(i).step(), trace.state(i - 1), trace.state(i));
        }
        if (trace.end() instanceof TraceEnd.Lasso lasso) {
            add(steps, trace.closingStep(), trace.state(last), trace.state(lasso.index()));
        }
        root.add("steps", steps);
        JsonArray parts = new JsonArray();
        reasons.forEach(part -> parts.add(part(part)));
        root.add("parts", parts);
        return new GsonBuilder()
                        .disableHtmlEscaping()
                        .setPrettyPrinting()
                        .create()
                        .toJson(root) + "\n";
    }

    private static void add(JsonArray steps, @Nullable TraceStep step, TlaState before, TlaState after) {
        if (step == null) {
            return;
        }
        JsonObject json = new JsonObject();
        json.addProperty("number", steps.size() + 1);
        json.addProperty("thread", StepWords.thread(step));
        json.addProperty("action", step.label().name());
        json.addProperty("choice", StepWords.choice(step));
        json.addProperty("step", step.step());
        json.addProperty("function", step.function());
        json.add("changes", strings(Changes.between(before, after)));
        steps.add(json);
    }

    /** A part of a property. */
    public static JsonObject part(ClaimPart part) {
        JsonObject json = new JsonObject();
        json.addProperty("text", part.text());
        json.addProperty("module", part.module());
        json.addProperty("first", part.first());
        json.addProperty("last", part.last());
        json.addProperty("holds", part.holds());
        json.add("bound", strings(part.bound()));
        json.add("values", strings(part.values()));
        return json;
    }

    private static JsonArray strings(List<String> strings) {
        JsonArray array = new JsonArray(strings.size());
        strings.forEach(array::add);
        return array;
    }
}
