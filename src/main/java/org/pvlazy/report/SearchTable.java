package org.pvlazy.report;

import java.util.List;
import org.pvlazy.conformance.Divergence;
import org.pvlazy.conformance.SearchOutcome;

/** What searches found, for a terminal of 100 columns. The same searches give the same text. */
public final class SearchTable {
    private static final String LEGEND = """
            schedules, steps: run until it was found; length: steps of the schedule that found it;
            edges: different edges of the state graph on the way
            """;

    private SearchTable() {}

    /** A row for each model; below, what the implementation reports, and every difference in full. */
    public static String render(List<SearchOutcome> outcomes, boolean colour) {
        TextTable table =
                new TextTable("lllrrrrl", "property", "model", "variant", "schedules", "steps", "length", "edges", "");
        StringBuilder below = new StringBuilder();
        for (SearchOutcome outcome : outcomes) {
            table.row(
                    property(outcome),
                    outcome.model().name(),
                    outcome.model().variant(),
                    Numbers.count(outcome.schedules()),
                    Numbers.count(outcome.steps()),
                    outcome.length() == 0 ? "-" : Numbers.count(outcome.length()),
                    Numbers.count(outcome.edges()),
                    result(outcome, colour));
            below.append(details(outcome));
        }
        return table.render() + LEGEND + below;
    }

    private static String property(SearchOutcome outcome) {
        if (outcome.property() != null) {
            return outcome.property();
        }
        String expected = outcome.model().property();
        return expected == null ? Numbers.of(outcome.wanted().size(), "claim") : expected;
    }

    private static String result(SearchOutcome outcome, boolean colour) {
        if (outcome.divergence() != null) {
            return Paint.BAD.on("DIVERGES", colour);
        }
        if (outcome.property() != null) {
            return (outcome.unexpected() ? Paint.BAD : Paint.GOOD).on("found", colour);
        }
        if (outcome.wanted().isEmpty()) {
            return "no detector";
        }
        return outcome.missed() ? Paint.BAD.on("NOT FOUND", colour) : Paint.GOOD.on("nothing", colour);
    }

    private static String details(SearchOutcome outcome) {
        Divergence divergence = outcome.divergence();
        if (divergence != null) {
            return divergence.message() + "\n";
        }
        return outcome.report() == null ? "" : outcome.model().name() + ": " + outcome.report() + "\n";
    }
}
