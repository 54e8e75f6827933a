package org.pvlazy.report.page;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.pvlazy.report.StepWords;
import org.pvlazy.report.TraceJson;
import org.pvlazy.report.page.Rows.Row;
import org.pvlazy.tlc.ClaimPart;
import org.pvlazy.tlc.SpecLine;
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
    private final Map<Source, Integer> methodNumbers = new HashMap<>();
    private final JsonArray methods = new JsonArray();

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
        page.insight();
        page.pictures();
        page.data.add("methods", page.methods);
        return page.data;
    }

    private void head() {
        Violation violation = trace.violation();
        if (violation != null) {
            data.addProperty("property", violation.property());
            data.addProperty("kind", violation.kind().name().toLowerCase(Locale.ROOT));
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
        for (int i = 0; i < rows.all().size(); i++) {
            Row row = rows.all().get(i);
            JsonObject json = row.step() == null ? new JsonObject() : step(row.step());
            json.addProperty("state", row.state());
            executed(i, json);
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
        StepNotes notes = background.notes();
        if (notes != null && !notes.of(step.step()).isEmpty()) {
            json.addProperty("note", notes.of(step.step()));
        }
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

    /** The lines that a step takes, in specification and implementation. */
    private void executed(int number, JsonObject json) {
        Insight insight = background.insight();
        SpecText spec = background.spec();
        Source definition = spec == null || !json.has("action")
                ? null
                : spec.definition(json.get("action").getAsString());
        if (insight != null && definition != null && number <= insight.lines().size()) {
            JsonArray branch = new JsonArray();
            insight.lines().get(number - 1).stream()
                    .filter(line -> definition.has(line.module() + ".tla", line.line()))
                    .mapToInt(SpecLine::line)
                    .sorted()
                    .forEach(branch::add);
            json.add("branch", branch);
        }
        Executed executed = background.executed();
        if (executed != null && !executed.step(number).isEmpty()) {
            JsonArray java = new JsonArray();
            executed.step(number).forEach(part -> java.add(part(part)));
            json.add("java", java);
        }
    }

    private JsonObject part(Executed.Part part) {
        JsonObject json = new JsonObject();
        json.addProperty("method", methodNumbers.computeIfAbsent(part.method(), method -> {
            JsonObject source = source(method);
            source.addProperty("name", part.name());
            methods.add(source);
            return methods.size() - 1;
        }));
        JsonArray lines = new JsonArray();
        part.lines().forEach(lines::add);
        json.add("lines", lines);
        return json;
    }

    private void insight() {
        Insight insight = background.insight();
        if (insight == null) {
            return;
        }
        JsonArray ways = new JsonArray();
        for (List<Insight.Way> here : insight.ways()) {
            JsonArray all = new JsonArray();
            here.forEach(way -> all.add(way(way)));
            ways.add(all);
        }
        data.add("ways", ways);
        JsonArray claims = new JsonArray();
        for (List<ClaimPart> parts : insight.claims()) {
            JsonArray all = new JsonArray();
            parts.forEach(part -> all.add(TraceJson.part(part)));
            claims.add(all);
        }
        data.add("claims", claims);
    }

    /** The panels of each state; most of them are those of the state before. */
    private void pictures() {
        Map<String, Integer> drawn = new LinkedHashMap<>();
        JsonArray pictures = new JsonArray();
        for (int state = 0; state < trace.states().size(); state++) {
            JsonArray picture = new JsonArray();
            Picture.of(trace.state(state))
                    .forEach(panel -> picture.add(drawn.computeIfAbsent(PanelDrawing.of(panel), svg -> drawn.size())));
            pictures.add(picture);
        }
        data.add("panels", strings(List.copyOf(drawn.keySet())));
        data.add("pictures", pictures);
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
