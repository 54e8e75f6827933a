package org.pvlazy.report;

import com.google.gson.JsonObject;
import java.util.Locale;
import org.pvlazy.conformance.RecordingOutcome;

/**
 * What it costs to judge recordings of free threads, measured in one process.
 *
 * @param outcome what came of them
 * @param graphSeconds to build the graph that judges them
 */
public record RecordingBench(RecordingOutcome outcome, double graphSeconds) {
    /** A thousand recordings of two hundred events. */
    private static final double EVENTS = 200_000;

    private static final double MOST_SECONDS = 20;

    /** Seconds for a thousand recordings of two hundred events, the graph included. */
    public double secondsForThousand() {
        return graphSeconds + (outcome.events() == 0 ? 0 : outcome.seconds() * EVENTS / outcome.events());
    }

    /** A table for a reader: measured, wanted. */
    public String render() {
        TextTable table = new TextTable("lrrl", "recordings", "measured", "wanted", "");
        table.row("judged", number(outcome.runs()), "", "");
        table.row("events", number(outcome.events()), "", "");
        table.row("rejected", number(outcome.rejected()), "0", outcome.rejected() == 0 ? "met" : "missed");
        table.row(
                "seconds for 1,000 of 200 events",
                String.format(Locale.ROOT, "%.1f", secondsForThousand()),
                String.format(Locale.ROOT, "<= %.1f", MOST_SECONDS),
                secondsForThousand() <= MOST_SECONDS ? "met" : "missed");
        return table.render();
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** The same for a machine. */
    public JsonObject toJson() {
        JsonObject json = new JsonObject();
        json.addProperty("name", "recordings");
        json.addProperty("runs", outcome.runs());
        json.addProperty("events", outcome.events());
        json.addProperty("rejected", outcome.rejected());
        json.addProperty("secondsForThousand", JsonReport.rounded(secondsForThousand()));
        return json;
    }
}
