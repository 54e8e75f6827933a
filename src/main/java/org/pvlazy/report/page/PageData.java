package org.pvlazy.report.page;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pvlazy.report.StepWords;
import org.pvlazy.report.page.Rows.Row;
import org.pvlazy.trace.Trace;
import org.pvlazy.trace.TraceEnd;
import org.pvlazy.trace.TraceStep;
import org.pvlazy.trace.Violation;

/**
 * What the script knows. A state is a number for each place, which says what text stands there; but for the first, only what differs from the
 * state before is written down.
 */
final class PageData {
    private final Trace trace;
    private final Rows rows;
    private final Background background;
    private final JsonObject data = new JsonObject();
    private final Map<String, Integer> definitions = new LinkedHashMap<>();

    private PageData(Trace trace, Rows rows, Background background) {
        this.trace = trace;
        this.rows = rows;
        this.background = background;
    }

    static JsonObject of(Trace trace, Rows rows, Background background) {
        PageData page = new PageData(trace, rows, background);
        page.head();
        page.states();
        page.steps();
        page.definitions();
        page.ways();
        return page.data;
    }

    private void head() {
        Violation violation = trace.violation();
        if (violation != null) {
            data.addProperty("property", violation.property());
        }
        data.addProperty("last", trace.states().size() - 1);
        if (trace.end() instanceof TraceEnd.Lasso lasso) {
            data.addProperty("loop", lasso.index());
        }
        data.addProperty("row", LaneDrawing.ROW);
    }

    private void states() {
        Leaves leaves = Leaves.of(trace);
        data.add("places", strings(leaves.names()));
        data.add("texts", strings(leaves.texts()));
        JsonArray first = new JsonArray();
        for (int leaf = 0; leaf < leaves.names().size(); leaf++) {
            first.add(leaves.text(0, leaf));
        }
        data.add("first", first);
        JsonArray deltas = new JsonArray();
        for (int state = 1; state < trace.states().size(); state++) {
            JsonArray delta = new JsonArray();
            for (int leaf : leaves.differing(state - 1, state)) {
                delta.add(leaf);
                delta.add(leaves.text(state, leaf));
            }
            deltas.add(delta);
        }
        data.add("deltas", deltas);
        notes();
    }

    private void notes() {
        SpecText spec = background.spec();
        JsonObject notes = new JsonObject();
        for (String name : trace.variables()) {
            SpecText.Variable variable = spec == null ? null : spec.variable(name);
            if (variable != null) {
                notes.addProperty(name, variable.note());
            }
        }
        data.add("notes", notes);
    }

    private void steps() {
        JsonArray steps = new JsonArray();
        for (Row row : rows.all()) {
            JsonObject json = row.step() == null ? new JsonObject() : step(row.step());
            json.addProperty("state", row.state());
            steps.add(json);
        }
        data.add("steps", steps);
    }

    private JsonObject step(TraceStep step) {
        JsonObject json = new JsonObject();
        json.addProperty("thread", StepWords.thread(step));
        json.addProperty("action", step.label().name());
        json.addProperty("choice", StepWords.choice(step));
        json.addProperty("label", step.step());
        json.addProperty("function", step.function());
        SpecText spec = background.spec();
        if (spec != null && spec.definition(step.label().name()) != null) {
            json.addProperty(
                    "definition", definitions.computeIfAbsent(step.label().name(), name -> definitions.size()));
        }
        return json;
    }

    private void definitions() {
        JsonArray all = new JsonArray();
        SpecText spec = background.spec();
        for (String name : definitions.keySet()) {
            Source source = spec == null ? null : spec.definition(name);
            if (source != null) {
                all.add(source(source));
            }
        }
        data.add("definitions", all);
        Violation violation = trace.violation();
        Source property = spec == null || violation == null ? null : spec.definition(violation.property());
        if (property != null) {
            data.add("claim", source(property));
        }
    }

    private static JsonObject source(Source source) {
        JsonObject json = new JsonObject();
        json.addProperty("file", source.file());
        json.addProperty("first", source.first());
        json.add("lines", strings(source.lines()));
        return json;
    }

    private void ways() {
        Insight insight = background.insight();
        if (insight == null) {
            return;
        }
        JsonArray all = new JsonArray();
        for (List<Insight.Way> ways : insight.ways()) {
            JsonArray here = new JsonArray();
            ways.forEach(way -> here.add(way(way)));
            all.add(here);
        }
        data.add("ways", all);
    }

    private static JsonObject way(Insight.Way way) {
        JsonObject json = new JsonObject();
        json.addProperty("thread", StepWords.thread(way.step()));
        json.addProperty("text", StepWords.action(way.step()));
        json.addProperty("function", way.step().function());
        json.add("changes", strings(way.changes()));
        if (way.leadsTo() >= 0) {
            json.addProperty("to", way.leadsTo());
        }
        if (!way.violates().isEmpty()) {
            json.add("violates", strings(way.violates()));
        }
        if (!way.inModel()) {
            json.addProperty("outside", true);
        }
        return json;
    }

    static JsonArray strings(List<String> strings) {
        JsonArray array = new JsonArray(strings.size());
        strings.forEach(array::add);
        return array;
    }
}
