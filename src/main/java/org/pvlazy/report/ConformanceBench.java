package org.pvlazy.report;

import com.google.gson.JsonObject;
import java.util.Locale;
import org.pvlazy.conformance.ReplayOutcome;

/**
 * What it costs to check a model, and to hold the implementation to all of it, measured in one run.
 *
 * @param replay the replay of the complete graph
 * @param times how long everything took
 * @param graphBytes what the edges and the states of the graph take
 * @param peakHeapBytes the heap was never larger
 */
public record ConformanceBench(ReplayOutcome replay, Times times, long graphBytes, long peakHeapBytes) {
    /**
     * Seconds.
     *
     * @param tlc for TLC to check the model
     * @param graph to build the graph
     * @param tour to find the tour
     */
    public record Times(double tlc, double graph, double tour) {}

    private static final double MEGABYTE = 1 << 20;
    private static final double MOST_GRAPH = 1.0;
    private static final double MOST_IN_ALL = 3.0;
    private static final double MOST_STEPS_PER_EDGE = 2.0;
    private static final long FEWEST_STEPS_PER_SECOND = 250_000;
    private static final double MOST_BYTES_PER_EDGE = 64;
    private static final double MOST_HEAP = 4096 * MEGABYTE;

    /** Time to build the graph, with TLC's as the unit. */
    public double graphToTlc() {
        return times.graph() / times.tlc();
    }

    /** Time to check the model, build the graph, find the tour and replay it, with TLC's as the unit. */
    public double allToTlc() {
        return (times.tlc() + times.graph() + times.tour() + replay.seconds()) / times.tlc();
    }

    /** Bytes for each edge, the states included. */
    public double bytesPerEdge() {
        return replay.edges() == 0 ? 0 : (double) graphBytes / replay.edges();
    }

    /** A table for a reader: measured, wanted. */
    public String render() {
        TextTable table = new TextTable("lrrl", replay.model(), "measured", "wanted", "");
        table.row("TLC", seconds(times.tlc()), "", "");
        table.row("graph", seconds(times.graph()), "", "");
        table.row("tour", seconds(times.tour()), "", "");
        table.row("replay", seconds(replay.seconds()), "", "");
        most(table, "graph / TLC", graphToTlc(), MOST_GRAPH);
        most(table, "(TLC + graph + tour + replay) / TLC", allToTlc(), MOST_IN_ALL);
        most(table, "steps / edge", replay.stepsPerEdge(), MOST_STEPS_PER_EDGE);
        most(table, "bytes / edge", bytesPerEdge(), MOST_BYTES_PER_EDGE);
        most(table, "peak heap, MB", peakHeapBytes / MEGABYTE, MOST_HEAP / MEGABYTE);
        table.row(
                "steps / second",
                String.format(Locale.ROOT, "%,.0f", replay.stepsPerSecond()),
                String.format(Locale.ROOT, ">= %,d", FEWEST_STEPS_PER_SECOND),
                replay.stepsPerSecond() >= FEWEST_STEPS_PER_SECOND ? "met" : "missed");
        table.row(
                "edges replayed",
                String.format(Locale.ROOT, "%,d", replay.edgesReplayed()),
                String.format(Locale.ROOT, "%,d", replay.edges()),
                replay.conforms() ? "met" : "missed");
        return table.render();
    }

    private static String seconds(double seconds) {
        return String.format(Locale.ROOT, "%.1f s", seconds);
    }

    private static void most(TextTable table, String what, double measured, double most) {
        table.row(
                what,
                String.format(Locale.ROOT, "%,.2f", measured),
                String.format(Locale.ROOT, "<= %,.2f", most),
                measured <= most ? "met" : "missed");
    }

    /** The same for a machine. */
    public JsonObject toJson() {
        JsonObject json = new JsonObject();
        json.addProperty("name", "conformance");
        json.addProperty("model", replay.model());
        json.addProperty("states", replay.states());
        json.addProperty("edges", replay.edges());
        json.addProperty("edgesReplayed", replay.edgesReplayed());
        json.addProperty("steps", replay.steps());
        json.addProperty("tlcSeconds", JsonReport.rounded(times.tlc()));
        json.addProperty("graphSeconds", JsonReport.rounded(times.graph()));
        json.addProperty("tourSeconds", JsonReport.rounded(times.tour()));
        json.addProperty("replaySeconds", JsonReport.rounded(replay.seconds()));
        json.addProperty("graphToTlc", JsonReport.rounded(graphToTlc()));
        json.addProperty("allToTlc", JsonReport.rounded(allToTlc()));
        json.addProperty("stepsPerSecond", Math.round(replay.stepsPerSecond()));
        json.addProperty("stepsPerEdge", JsonReport.rounded(replay.stepsPerEdge()));
        json.addProperty("bytesPerEdge", JsonReport.rounded(bytesPerEdge()));
        json.addProperty("peakHeapBytes", peakHeapBytes);
        return json;
    }
}
