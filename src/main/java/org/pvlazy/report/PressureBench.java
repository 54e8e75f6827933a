package org.pvlazy.report;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Locale;
import org.pvlazy.bench.Pressure;
import org.pvlazy.bench.PressureResult;
import org.pvlazy.bench.UvcCosts;

/** How guests got memory while that of another one was being cleaned. */
public final class PressureBench {
    private static final double NANOS_PER_MILLI = 1e6;

    private final UvcCosts costs;
    private final List<PressureResult> results;

    /** Takes what was measured in one run. */
    public PressureBench(UvcCosts costs, List<PressureResult> results) {
        this.costs = costs;
        this.results = List.copyOf(results);
    }

    /** A table for a reader. */
    public String render() {
        TextTable table = new TextTable(
                "llrlrrrrrrl",
                "variant",
                "limit of",
                "GiB",
                "notifier",
                "got",
                "waits",
                "all ms",
                "longest",
                "reported",
                "freed",
                "OOM killer");
        for (PressureResult result : results) {
            Pressure pressure = result.pressure();
            table.row(
                    pressure.variant(),
                    word(pressure),
                    String.valueOf(pressure.gibibytes()),
                    pressure.notifier() ? "yes" : "no",
                    Numbers.count(result.allocated()),
                    Numbers.count(result.waits().rounds()),
                    millis(result.waits().nanos()),
                    millis(result.waits().longest()),
                    Numbers.count(result.freed().reported()),
                    Numbers.count(result.freed().really()),
                    result.killed() ? "fires" : "-");
        }
        return table.render()
                + String.format(
                        Locale.ROOT,
                        "%nA UVC takes %,d ns if it does nothing, %,d to destroy and %,d to export a page.%n"
                                + "got: pages, until it has as many as the first guest had, or somebody is killed.%n"
                                + "reported: pages, by the notifiers; freed: really, during the waits.%n",
                        costs.nothing(),
                        costs.destroy(),
                        costs.export());
    }

    private static String word(Pressure pressure) {
        return pressure.limit().name().toLowerCase(Locale.ROOT);
    }

    private static String millis(long nanos) {
        return String.format(Locale.ROOT, "%.1f", nanos / NANOS_PER_MILLI);
    }

    /** The same for a machine. */
    public JsonArray toJson() {
        JsonArray all = new JsonArray();
        for (PressureResult result : results) {
            JsonObject json = new JsonObject();
            json.addProperty("name", "pressure");
            json.addProperty("variant", result.pressure().variant());
            json.addProperty("limit", word(result.pressure()));
            json.addProperty("guestBytes", result.pressure().gibibytes() * (1L << 30));
            json.addProperty("notifier", result.pressure().notifier());
            json.addProperty("allocatedPages", result.allocated());
            json.addProperty("waits", result.waits().rounds());
            json.addProperty("waitNanos", result.waits().nanos());
            json.addProperty("longestWaitNanos", result.waits().longest());
            json.addProperty("reportedPages", result.freed().reported());
            json.addProperty("freedPages", result.freed().really());
            json.addProperty("killed", result.killed());
            all.add(json);
        }
        return all;
    }
}
