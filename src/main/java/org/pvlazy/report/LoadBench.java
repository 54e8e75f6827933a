package org.pvlazy.report;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.pvlazy.bench.LoadResult;

/** What became of the processes of loads. */
public final class LoadBench {
    private final List<LoadResult> results;

    /** Takes what was seen in one run. */
    public LoadBench(List<LoadResult> results) {
        this.results = List.copyOf(results);
    }

    /**
     * Whether it is as it must be: the repaired design is clean, and with failures v2 is not. What finds nothing in v2 would not find
     * anything in the repaired design either.
     */
    public boolean expected() {
        return results.stream()
                .allMatch(result -> result.load().variant().equals("repaired")
                        ? result.clean()
                        : result.load().percent() == 0 || !result.clean());
    }

    /** A text for a reader. */
    public String render() {
        StringBuilder out = new StringBuilder();
        for (LoadResult result : results) {
            out.append(String.format(
                    Locale.ROOT,
                    "%s: %d VMs, %d%% failures, %d s: %,d processes, %,d reboots, %,d leaked on purpose, %,d hang%n",
                    result.load().variant(),
                    result.load().vms(),
                    result.load().percent(),
                    result.load().time().toSeconds(),
                    result.processes(),
                    result.reboots(),
                    result.leakedOnPurpose(),
                    result.hangs()));
            lines("report", result.bugs(), out);
            lines("leak", result.leaks(), out);
            if (result.clean()) {
                out.append("  the detectors have nothing to say\n");
            }
        }
        return out.toString();
    }

    private static void lines(String kind, Map<String, Long> counts, StringBuilder out) {
        counts.forEach((what, count) ->
                out.append(String.format(Locale.ROOT, "  %,8d processes  %-6s  %s%n", count, kind, what)));
    }

    /** The same for a machine. */
    public JsonArray toJson() {
        JsonArray all = new JsonArray();
        for (LoadResult result : results) {
            JsonObject json = new JsonObject();
            json.addProperty("name", "load");
            json.addProperty("variant", result.load().variant());
            json.addProperty("vms", result.load().vms());
            json.addProperty("percent", result.load().percent());
            json.addProperty("seconds", result.load().time().toSeconds());
            json.addProperty("seed", result.load().seed());
            json.addProperty("processes", result.processes());
            json.addProperty("reboots", result.reboots());
            json.addProperty("leakedOnPurpose", result.leakedOnPurpose());
            json.addProperty("hangs", result.hangs());
            json.add("bugs", object(result.bugs()));
            json.add("leaks", object(result.leaks()));
            all.add(json);
        }
        return all;
    }

    private static JsonObject object(Map<String, Long> counts) {
        JsonObject json = new JsonObject();
        counts.forEach(json::addProperty);
        return json;
    }
}
