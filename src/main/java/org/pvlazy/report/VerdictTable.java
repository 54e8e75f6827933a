package org.pvlazy.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pvlazy.conformance.Divergence;
import org.pvlazy.conformance.ReplayOutcome;
import org.pvlazy.tlc.Model;
import org.pvlazy.tlc.ModelOutcome;

/** The verdicts of a run as tables for a terminal of 100 columns, with everything that is wrong in full below. */
public final class VerdictTable {
    private static final String OK = "ok";
    private static final String FAIL = "FAIL";
    private static final String VIOLATED = "violated";
    private static final String LEGEND = "full: exhaustive; cex: counterexample; needed: every repair but one\n";
    private static final String[] HEAD = {
        "model", "variant", "mode", "expected", "observed", "distinct", "generated", "depth", "secs", ""
    };

    private VerdictTable() {}

    /** Both tables, as far as there is something for them, and the verdict of the run: a row for each model. */
    public static String render(RunReport report, boolean colour) {
        return render(report, models(report.models(), colour), colour);
    }

    /**
     * The same for a run of every model: slice by slice, and one row for all the models of a variant and mode that are violated as
     * they must be.
     */
    public static String summary(RunReport report, boolean colour) {
        return render(report, slices(report.models(), colour), colour);
    }

    private static String render(RunReport report, String models, boolean colour) {
        StringBuilder out = new StringBuilder();
        if (!report.models().isEmpty()) {
            out.append(models).append('\n');
        }
        if (!report.replays().isEmpty()) {
            out.append(replays(report.replays(), colour)).append('\n');
        }
        Paint paint = report.verdict() == RunVerdict.EXPECTED ? Paint.GOOD : Paint.BAD;
        return out.append(paint.on(report.sentence(), colour)).append('\n').toString();
    }

    /** The table of models. */
    public static String models(List<ModelOutcome> models, boolean colour) {
        TextTable table = new TextTable("lllllrrrrl", HEAD);
        models.forEach(outcome -> row(table, outcome, colour));
        return table.render() + LEGEND + problems(models, colour);
    }

    private static String slices(List<ModelOutcome> models, boolean colour) {
        Map<String, List<ModelOutcome>> slices = new LinkedHashMap<>();
        models.forEach(outcome -> slices.computeIfAbsent(outcome.model().slice(), slice -> new ArrayList<>())
                .add(outcome));
        TextTable table = new TextTable("lllllrrrrl", HEAD);
        slices.forEach((slice, outcomes) -> {
            table.section("slice " + slice);
            Map<List<String>, List<ModelOutcome>> alike = new LinkedHashMap<>();
            for (ModelOutcome outcome : outcomes) {
                Model model = outcome.model();
                if (model.violates() && right(outcome)) {
                    alike.computeIfAbsent(List.of(model.variant(), mode(model)), kind -> new ArrayList<>())
                            .add(outcome);
                } else {
                    row(table, outcome, colour);
                }
            }
            alike.values().forEach(group -> row(table, group, colour));
        });
        return table.render() + LEGEND + problems(models, colour);
    }

    private static void row(TextTable table, ModelOutcome outcome, boolean colour) {
        Model model = outcome.model();
        table.row(
                model.name(),
                model.variant(),
                mode(model),
                model.violates() ? VIOLATED : "pass",
                observed(outcome),
                Numbers.count(outcome.distinct()),
                Numbers.count(outcome.generated()),
                Numbers.depth(outcome.depth()),
                Numbers.seconds(outcome.seconds()),
                mark(right(outcome), colour));
    }

    /** Models that are violated as they must be, together. */
    private static void row(TextTable table, List<ModelOutcome> group, boolean colour) {
        Model first = group.get(0).model();
        table.row(
                Numbers.of(group.size(), "model"),
                first.variant(),
                mode(first),
                VIOLATED,
                VIOLATED,
                Numbers.count(group.stream().mapToLong(ModelOutcome::distinct).sum()),
                Numbers.count(group.stream().mapToLong(ModelOutcome::generated).sum()),
                "-",
                Numbers.seconds(
                        group.stream().mapToDouble(ModelOutcome::seconds).sum()),
                mark(true, colour));
    }

    private static String problems(List<ModelOutcome> models, boolean colour) {
        StringBuilder problems = new StringBuilder();
        for (ModelOutcome outcome : models) {
            if (!right(outcome)) {
                problems.append('\n').append(problem(outcome, colour));
            }
        }
        return problems.toString();
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
        return outcome.tlcExit() == 0 ? "pass" : VIOLATED;
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
