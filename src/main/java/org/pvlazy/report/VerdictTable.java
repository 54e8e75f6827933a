package org.pvlazy.report;

import java.util.List;
import org.pvlazy.conformance.Divergence;
import org.pvlazy.conformance.ReplayOutcome;
import org.pvlazy.tlc.Model;
import org.pvlazy.tlc.ModelOutcome;

/** The verdicts of a run as tables for a terminal of 100 columns, with everything that is wrong in full below. */
public final class VerdictTable {
    private static final String OK = "ok";
    private static final String FAIL = "FAIL";

    private VerdictTable() {}

    /** Both tables, as far as there is something for them, and the verdict of the run. */
    public static String render(RunReport report, boolean colour) {
        StringBuilder out = new StringBuilder();
        if (!report.models().isEmpty()) {
            out.append(models(report.models(), colour)).append('\n');
        }
        if (!report.replays().isEmpty()) {
            out.append(replays(report.replays(), colour)).append('\n');
        }
        Paint paint = report.verdict() == RunVerdict.EXPECTED ? Paint.GOOD : Paint.BAD;
        return out.append(paint.on(report.sentence(), colour)).append('\n').toString();
    }

    /** The table of models. */
    public static String models(List<ModelOutcome> models, boolean colour) {
        TextTable table = new TextTable(
                "lllllrrrrl",
                "model",
                "variant",
                "mode",
                "expected",
                "observed",
                "distinct",
                "generated",
                "depth",
                "secs",
                "");
        StringBuilder problems = new StringBuilder();
        for (ModelOutcome outcome : models) {
            Model model = outcome.model();
            table.row(
                    model.name(),
                    model.variant(),
                    mode(model),
                    model.violates() ? "violated" : "pass",
                    observed(outcome),
                    Numbers.count(outcome.distinct()),
                    Numbers.count(outcome.generated()),
                    Numbers.depth(outcome.depth()),
                    Numbers.seconds(outcome.seconds()),
                    mark(right(outcome), colour));
            if (!right(outcome)) {
                problems.append('\n').append(problem(outcome, colour));
            }
        }
        return table.render() + "full: exhaustive; cex: counterexample; needed: every repair but one\n" + problems;
    }

    /** The table of replays. */
    public static String replays(List<ReplayOutcome> replays, boolean colour) {
        TextTable table = new TextTable(
                "llrrrrrrrl",
                "model",
                "variant",
                "states",
                "edges",
                "replayed",
                "paths",
                "steps",
                "steps/edge",
                "steps/s",
                "");
        StringBuilder problems = new StringBuilder();
        for (ReplayOutcome replay : replays) {
            table.row(
                    replay.model(),
                    replay.variant(),
                    Numbers.count(replay.states()),
                    Numbers.count(replay.edges()),
                    Numbers.count(replay.edgesReplayed()),
                    Numbers.count(replay.paths()),
                    Numbers.count(replay.steps()),
                    stepsPerEdge(replay),
                    Numbers.rate(replay.stepsPerSecond()),
                    mark(replay.conforms(), colour));
            if (!replay.conforms()) {
                problems.append('\n').append(problem(replay, colour));
            }
        }
        return table.render() + problems;
    }

    /** Steps for each edge, and what no tour stays below. */
    static String stepsPerEdge(ReplayOutcome replay) {
        double bound = replay.edges() == 0 ? 0 : (double) replay.lowerBoundSteps() / replay.edges();
        return Numbers.ratio(replay.stepsPerEdge()) + ">=" + Numbers.ratio(bound);
    }

    static boolean right(ModelOutcome outcome) {
        return outcome.expected() && !outcome.failed();
    }

    /** What is wrong with a model, in one line. */
    static String reason(ModelOutcome outcome) {
        return outcome.problem() == null ? "no verdict" : outcome.problem();
    }

    private static String problem(ModelOutcome outcome, boolean colour) {
        return mark(false, colour) + " " + outcome.model().name() + ": " + reason(outcome) + "\n  expected  "
                + expected(outcome.model()) + "\n  observed  " + outcome.observed() + "\n";
    }

    private static String problem(ReplayOutcome replay, boolean colour) {
        StringBuilder out = new StringBuilder(mark(false, colour))
                .append(" replay of ")
                .append(replay.model())
                .append(": ")
                .append(missing(replay))
                .append('\n');
        for (Divergence divergence : replay.divergences()) {
            out.append(divergence.message().indent(2));
        }
        return out.toString();
    }

    /** How far a replay came that does not conform. */
    static String missing(ReplayOutcome replay) {
        return Numbers.of(replay.divergences().size(), "divergence") + ", " + Numbers.count(replay.edgesReplayed())
                + " of " + Numbers.of(replay.edges(), "edge") + " replayed";
    }

    /** The expected verdict with the property. */
    static String expected(Model model) {
        return model.violates() ? "violation of " + model.property() : "pass";
    }

    private static String observed(ModelOutcome outcome) {
        if (outcome.failed()) {
            return "nothing";
        }
        return outcome.tlcExit() == 0 ? "pass" : "violated";
    }

    private static String mode(Model model) {
        return switch (model.mode()) {
            case "exhaustive" -> "full";
            case "counterexample" -> "cex";
            case "necessity" -> "needed";
            default -> model.mode();
        };
    }

    private static String mark(boolean good, boolean colour) {
        return good ? Paint.GOOD.on(OK, colour) : Paint.BAD.on(FAIL, colour);
    }
}
