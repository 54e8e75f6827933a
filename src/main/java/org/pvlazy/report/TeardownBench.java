package org.pvlazy.report;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.pvlazy.bench.Teardown;
import org.pvlazy.bench.Teardown.End;
import org.pvlazy.bench.TeardownResult;
import org.pvlazy.bench.TeardownResult.Charge;
import org.pvlazy.bench.UvcCosts;

/** What lazy destroy buys: each lazy end of a guest beside the eager one of the same run. */
public final class TeardownBench {
    private static final double NANOS = 1e9;
    /** Looks at the control group that a reader of the JSON gets, at most. */
    private static final int MOST_CHARGES = 50;

    private final UvcCosts costs;
    private final List<TeardownResult> results;
    private final List<Pair> pairs;

    /** The same end of the same guest twice. */
    private record Pair(TeardownResult eager, TeardownResult lazy, double limit) {
        double ratio() {
            return (double) eager.nanos().critical() / lazy.nanos().critical();
        }
    }

    /** Takes what was measured in one run. */
    public TeardownBench(UvcCosts costs, List<TeardownResult> results) {
        this.costs = costs;
        this.results = List.copyOf(results);
        pairs = new ArrayList<>();
        for (TeardownResult lazy : results) {
            TeardownResult eager = lazy.teardown().lazy() ? eagerOf(lazy.teardown()) : null;
            if (eager != null) {
                pairs.add(new Pair(eager, lazy, limit(eager)));
            }
        }
    }

    private @Nullable TeardownResult eagerOf(Teardown lazy) {
        Teardown eager = new Teardown(lazy.gibibytes(), lazy.end(), false, lazy.variant());
        return results.stream()
                .filter(result -> result.teardown().equals(eager))
                .findFirst()
                .orElse(null);
    }

    /** How many times faster the lazy one can be at most. */
    private static double limit(TeardownResult eager) {
        Teardown teardown = eager.teardown();
        return teardown.end() == End.REBOOT
                ? teardown.rebootLimit()
                : (double) eager.nanos().critical() / Math.max(1, teardown.pureAppendNanos());
    }

    /** A table for a reader. */
    public String render() {
        TextTable table = new TextTable(
                "llrrrrrrrrr",
                "variant",
                "end",
                "GiB",
                "eager s",
                "lazy s",
                "faster",
                "limit",
                "UVCs",
                "clean s",
                "held",
                "unfreed");
        for (Pair pair : pairs) {
            TeardownResult lazy = pair.lazy();
            table.row(
                    lazy.teardown().variant(),
                    word(lazy),
                    String.valueOf(lazy.teardown().gibibytes()),
                    seconds(pair.eager().nanos().critical()),
                    seconds(lazy.nanos().critical()),
                    String.format(Locale.ROOT, "%.1f", pair.ratio()),
                    String.format(Locale.ROOT, "%.1f", pair.limit()),
                    Numbers.count(lazy.uvcs().critical()),
                    seconds(lazy.nanos().all()),
                    Numbers.count(lazy.held().peakReferences()),
                    lazy.teardown().end() == End.REBOOT
                            ? "-"
                            : Numbers.count(lazy.held().charged()));
        }
        return table.render()
                + String.format(
                        Locale.ROOT,
                        "%nA UVC takes %,d ns if it does nothing, %,d to destroy and %,d to export a page.%n"
                                + "eager, lazy: until userspace goes on; clean: until the last kthread of the lazy end is gone.%n"
                                + "UVCs: on pages, which userspace waits for in the lazy end; held: most references beside mappings.%n"
                                + "limit: of a reboot, guest over the 2 GiB that are cleared at once; of a shutdown, a bare list append.%n",
                        costs.nothing(),
                        costs.destroy(),
                        costs.export());
    }

    private static String word(TeardownResult result) {
        return result.teardown().end().name().toLowerCase(Locale.ROOT);
    }

    private static String seconds(long nanos) {
        return String.format(Locale.ROOT, "%.3f", nanos / NANOS);
    }

    /** The same for a machine, one object for each end of a guest. */
    public JsonArray toJson() {
        JsonArray all = new JsonArray();
        for (TeardownResult result : results) {
            JsonObject json = new JsonObject();
            json.addProperty("name", "teardown");
            json.addProperty("variant", result.teardown().variant());
            json.addProperty("end", word(result));
            json.addProperty("guestBytes", result.teardown().pages() * 4096L);
            json.addProperty("mode", result.teardown().lazy() ? "lazy" : "eager");
            json.addProperty("criticalPathUvcs", result.uvcs().critical());
            json.addProperty("backgroundUvcs", result.uvcs().background());
            json.addProperty("criticalPathNanos", result.nanos().critical());
            json.addProperty(
                    "backgroundNanos", result.nanos().all() - result.nanos().critical());
            json.addProperty("peakReferences", result.held().peakReferences());
            json.addProperty("peakArrayPages", result.held().peakArrays());
            json.addProperty("chargedAtEnd", result.held().charged());
            pairs.stream()
                    .filter(pair -> pair.lazy().teardown().equals(result.teardown()))
                    .findFirst()
                    .ifPresent(pair -> {
                        json.addProperty("ratioToEager", JsonReport.rounded(pair.ratio()));
                        json.addProperty("limit", JsonReport.rounded(pair.limit()));
                    });
            json.add("charge", charge(result.charge()));
            all.add(json);
        }
        return all;
    }

    private static JsonArray charge(List<Charge> looks) {
        JsonArray all = new JsonArray();
        int stride = Math.max(1, (looks.size() + MOST_CHARGES - 1) / MOST_CHARGES);
        for (int i = 0; i < looks.size(); i++) {
            if (i % stride == 0 || i == looks.size() - 1) {
                JsonObject look = new JsonObject();
                look.addProperty("nanos", looks.get(i).nanos());
                look.addProperty("pages", looks.get(i).pages());
                all.add(look);
            }
        }
        return all;
    }

    /** The same as a drawing. */
    public String plot() {
        return TeardownPlot.draw(results);
    }
}
