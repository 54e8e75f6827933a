package org.pvlazy.report;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pvlazy.conformance.Divergence;
import org.pvlazy.conformance.EdgeCoverage;
import org.pvlazy.conformance.WalkOutcome;

/** What came of random walks, for a terminal of 100 columns. The same walks give the same text. */
public final class WalkTable {
    private static final String CLASSES =
            "class: edges of one action, answer and thread; counted if possible somewhere on the way\n";

    private WalkTable() {}

    /**
     * A row for each model and, if there is one, for the runs merged; below, the classes never taken, and the difference.
     *
     * @param merged what this run and earlier ones covered; null if nothing is kept
     */
    public static String render(List<WalkOutcome> outcomes, @Nullable CoverageFile merged) {
        TextTable table =
                new TextTable("llrrrrrr", "model", "variant", "walks", "steps", "values", "sets", "actions", "classes");
        StringBuilder below = new StringBuilder();
        for (WalkOutcome outcome : outcomes) {
            EdgeCoverage coverage = outcome.coverage();
            table.row(
                    outcome.model(),
                    outcome.variant(),
                    Numbers.count(outcome.walks()),
                    Numbers.count(outcome.steps()),
                    Numbers.count(outcome.variablesCompared()),
                    Numbers.count(outcome.enabledSetsCompared()),
                    share(coverage.actionsTaken(), coverage.actionsSeen()),
                    share(coverage.classesTaken(), coverage.classesSeen()));
            below.append(end(outcome));
        }
        if (merged != null) {
            EdgeCoverage coverage = merged.coverage();
            table.row(
                    Numbers.of(merged.runs(), "run") + " merged",
                    "",
                    Numbers.count(merged.walks()),
                    Numbers.count(merged.steps()),
                    "",
                    "",
                    share(coverage.actionsTaken(), coverage.actionsSeen()),
                    share(coverage.classesTaken(), coverage.classesSeen()));
        }
        return table.render() + CLASSES + idle(outcomes, merged) + below;
    }

    private static String share(int some, int all) {
        return some + "/" + all;
    }

    private static String idle(List<WalkOutcome> outcomes, @Nullable CoverageFile merged) {
        StringBuilder text = new StringBuilder();
        for (WalkOutcome outcome : outcomes) {
            EdgeCoverage coverage = merged == null ? outcome.coverage() : merged.coverage();
            coverage.counts().forEach((edges, taken) -> {
                if (taken == 0) {
                    text.append("never taken in ")
                            .append(outcome.model())
                            .append(": ")
                            .append(edges)
                            .append('\n');
                }
            });
        }
        return text.toString();
    }

    private static String end(WalkOutcome outcome) {
        Divergence divergence = outcome.divergence();
        String result = divergence == null
                ? "every state of " + Numbers.of(outcome.walks(), "walk") + " agrees; " + Numbers.count(outcome.ended())
                        + " came to an end where nothing can happen"
                : divergence.message();
        return result + "\n  again with     " + outcome.command() + "\n";
    }
}
