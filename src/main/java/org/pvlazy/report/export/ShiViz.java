package org.pvlazy.report.export;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pvlazy.report.Changes;
import org.pvlazy.report.StepWords;
import org.pvlazy.trace.Trace;
import org.pvlazy.trace.TraceStep;

/**
 * A trace as a log for ShiViz, with a vector clock at each step. A step comes after the steps of its own thread and after the last step that
 * changed a place which it changes too. What a step only reads is not known to a trace: two steps that are shown side by side need not be
 * independent.
 */
final class ShiViz {
    /** ShiViz takes the first line of a log for its parser and the second one, empty here, for what separates executions. */
    static final String PARSER = "(?<host>\\S+) (?<clock>\\{.*\\})\\n(?<event>.*)";

    private final Map<String, Map<String, Integer>> clocks = new LinkedHashMap<>();
    /** From a place to the clock of the step that changed it last. */
    private final Map<String, Map<String, Integer>> changed = new HashMap<>();

    private ShiViz() {}

    static String of(Trace trace) {
        StringBuilder out = new StringBuilder(PARSER).append("\n\n");
        ShiViz log = new ShiViz();
        for (int i = 1; i < trace.states().size(); i++) {
            TraceStep step = trace.states().get(i).step();
            if (step != null) {
                out.append(log.event(step, Changes.between(trace.state(i - 1), trace.state(i))));
            }
        }
        return out.toString();
    }

    private String event(TraceStep step, List<String> changes) {
        String host = StepWords.thread(step).replaceAll("\\s", "_");
        Map<String, Integer> clock = new LinkedHashMap<>(clocks.getOrDefault(host, Map.of()));
        List<String> places = new ArrayList<>();
        for (String change : changes) {
            String place = change.substring(0, change.indexOf(": "));
            places.add(place);
            changed.getOrDefault(place, Map.of()).forEach((other, time) -> clock.merge(other, time, Math::max));
        }
        clock.merge(host, 1, Integer::sum);
        clocks.put(host, clock);
        places.forEach(place -> changed.put(place, clock));
        JsonObject json = new JsonObject();
        clock.forEach(json::addProperty);
        String function = step.function().isEmpty() ? "" : " " + step.function();
        return host + " " + json + "\n" + OneLine.of(StepWords.action(step) + function) + "\n";
    }
}
