package org.pvlazy.report;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.pvlazy.conformance.Divergence;
import org.pvlazy.conformance.ReplayOutcome;
import org.pvlazy.tlc.Model;
import org.pvlazy.tlc.ModelOutcome;

/** A run as one page of HTML that needs nothing else. Its links fit {@code target/report/index.html}. */
public final class HtmlReport {
    static final String ESSAYS = "../../traces/counterexamples/";
    private static final List<String> NOT_CHECKED = List.of(
            "Everything is relative to the constants of each model: so many pages, configurations, reboots and failures. "
                    + "Nothing is proved beyond them.",
            "That something happens in the end is checked by the models of mode liveness only: the live-* models, and the "
                    + "findings of that mode. The others check what must never happen.",
            "A slice knows only what its specification has: what the slices leave to each other, and what is left out of all of "
                    + "them, is listed under the abstractions.");

    private final RunReport report;
    private final ReportLinks links;
    private final StringBuilder out = new StringBuilder();

    private HtmlReport(RunReport report, ReportLinks links) {
        this.report = report;
        this.links = links;
    }

    /**
     * The page.
     *
     * @param verdicts what the models of the run that are as expected say about properties
     * @param links what there is besides the run
     */
    public static String render(RunReport report, PropertyVerdicts verdicts, ReportLinks links) {
        HtmlReport page = new HtmlReport(report, links);
        page.opening();
        page.out.append(HtmlVerdicts.section(verdicts));
        page.models();
        page.problems();
        page.replays();
        page.divergences();
        page.findings();
        page.otherPages();
        page.out.append(HtmlMutants.section(links.mutants()));
        page.teardown();
        page.notChecked();
        return page.out.append("</main>\n</body>\n</html>\n").toString();
    }

    private void opening() {
        boolean nothing = report.models().isEmpty() && report.replays().isEmpty();
        String title = nothing ? "Nothing was checked yet: ./pvlazy verify does." : report.sentence();
        long right = report.models().stream().filter(VerdictTable::right).count();
        long conforming =
                report.replays().stream().filter(ReplayOutcome::conforms).count();
        out.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
                .append(Html.element("title", "pvlazy: " + title))
                .append("\n<style>\n")
                .append(Assets.text("palette.css"))
                .append(Assets.text("report.css"))
                .append("</style>\n</head>\n<body>\n<main>\n<p class=\"faint\">pvlazy ")
                .append(Html.escape(report.command()))
                .append("</p>\n<h1 class=\"")
                .append(nothing ? "inconclusive" : report.verdict().word())
                .append("\">")
                .append(Html.escape(title))
                .append("</h1>\n<p>")
                .append(Numbers.of(report.models().size(), "model"))
                .append(", " + Numbers.count(right) + " as expected. ")
                .append(Numbers.of(report.replays().size(), "replay"))
                .append(", " + Numbers.count(conforming) + " conforming on every edge.</p>\n");
    }

    private void models() {
        if (report.models().isEmpty()) {
            return;
        }
        StringBuilder body = new StringBuilder();
        report.models().forEach(outcome -> body.append(row(outcome)));
        String head = Html.head(
                "model",
                "verdict",
                "variant",
                "mode",
                "expected",
                "observed",
                "#distinct",
                "#generated",
                "#depth",
                "#seconds",
                "what");
        out.append("<h2>Models</h2>\n").append(Html.table("Models", head, body.toString()));
    }

    private static String row(ModelOutcome outcome) {
        Model model = outcome.model();
        boolean right = VerdictTable.right(outcome);
        return "<tr>" + Html.cell(model.name())
                + Html.mark(right, right ? "ok" : "FAIL")
                + Html.cell(model.variant())
                + Html.cell(model.mode())
                + Html.cell(VerdictTable.expected(model))
                + Html.cell(outcome.observed())
                + Html.number(Numbers.count(outcome.distinct()))
                + Html.number(Numbers.count(outcome.generated()))
                + Html.number(Numbers.depth(outcome.depth()))
                + Html.number(Numbers.seconds(outcome.seconds()))
                + "<td class=\"what\">" + Html.escape(model.what()) + "</td></tr>\n";
    }

    private void problems() {
        List<ModelOutcome> wrong = report.models().stream()
                .filter(outcome -> !VerdictTable.right(outcome))
                .toList();
        if (wrong.isEmpty()) {
            return;
        }
        out.append("<h2>Not as expected</h2>\n<ul>\n");
        for (ModelOutcome outcome : wrong) {
            out.append("<li><strong>")
                    .append(Html.escape(outcome.model().name()))
                    .append("</strong>: ")
                    .append(Html.escape(VerdictTable.reason(outcome)))
                    .append("</li>\n");
        }
        out.append("</ul>\n");
    }

    private void replays() {
        if (report.replays().isEmpty()) {
            return;
        }
        StringBuilder body = new StringBuilder();
        report.replays().forEach(replay -> body.append(row(replay)));
        String head = Html.head(
                "model",
                "verdict",
                "variant",
                "#states",
                "#edges",
                "#edges replayed",
                "#paths",
                "#steps",
                "#steps/edge >= bound",
                "#sets of steps compared",
                "#values compared",
                "#seconds",
                "#steps/s");
        out.append("<h2>Replays against the implementation</h2>\n")
                .append(Html.table("Replays", head, body.toString()));
    }

    private static String row(ReplayOutcome replay) {
        return "<tr>" + Html.cell(replay.model())
                + Html.mark(replay.conforms(), replay.conforms() ? "conforms" : "FAIL")
                + Html.cell(replay.variant())
                + Html.number(Numbers.count(replay.states()))
                + Html.number(Numbers.count(replay.edges()))
                + Html.number(Numbers.count(replay.edgesReplayed()))
                + Html.number(Numbers.count(replay.paths()))
                + Html.number(Numbers.count(replay.steps()))
                + Html.number(VerdictTable.stepsPerEdge(replay))
                + Html.number(Numbers.count(replay.enabledSetsCompared()))
                + Html.number(Numbers.count(replay.variablesCompared()))
                + Html.number(Numbers.seconds(replay.seconds()))
                + Html.number(Numbers.rate(replay.stepsPerSecond())) + "</tr>\n";
    }

    private void divergences() {
        List<ReplayOutcome> wrong =
                report.replays().stream().filter(replay -> !replay.conforms()).toList();
        if (wrong.isEmpty()) {
            return;
        }
        out.append("<h2>Divergences</h2>\n");
        for (ReplayOutcome replay : wrong) {
            out.append(Html.element("h3", replay.model()))
                    .append('\n')
                    .append(Html.element("p", VerdictTable.missing(replay)))
                    .append('\n');
            for (Divergence divergence : replay.divergences()) {
                out.append(Html.element("pre", divergence.message())).append('\n');
            }
        }
    }

    private void findings() {
        List<ModelOutcome> findings = report.models().stream()
                .filter(outcome -> outcome.model().hasCounterexample())
                .toList();
        if (findings.isEmpty()) {
            return;
        }
        StringBuilder body = new StringBuilder();
        for (ModelOutcome outcome : findings) {
            Model model = outcome.model();
            boolean right = VerdictTable.right(outcome);
            body.append("<tr><td><a href=\"" + ESSAYS)
                    .append(Html.escape(model.name()))
                    .append(".md\">")
                    .append(Html.escape(model.name()))
                    .append("</a></td>")
                    .append(Html.cell(model.variant()))
                    .append("<td><code>")
                    .append(Html.escape(String.valueOf(model.property())))
                    .append("</code></td>")
                    .append(page(model))
                    .append(Html.mark(right, right ? "confirmed" : "not confirmed"))
                    .append("<td class=\"what\">")
                    .append(Html.escape(model.what()))
                    .append("</td></tr>\n");
        }
        String head = Html.head("essay", "variant", "property", "page", "this run", "what");
        out.append(
                        "<h2>Findings</h2>\n<p>These models must be violated: each shows a defect of the series as posted.</p>\n")
                .append(Html.table("Findings", head, body.toString()));
        if (links.pages().isEmpty()) {
            out.append("<p><code>./pvlazy report</code> makes a page of each: lanes, states, pictures, source.</p>\n");
        }
    }

    /** The pages of counterexamples that this run did not look at. */
    private void otherPages() {
        Set<String> other = new TreeSet<>(links.pages());
        report.models().forEach(outcome -> other.remove(outcome.model().name()));
        if (!other.isEmpty()) {
            out.append("<h3>Counterexamples that this run did not look at</h3>\n<ul>\n");
            other.forEach(name -> out.append("<li><a href=\"traces/")
                    .append(Html.escape(name))
                    .append(".html\">")
                    .append(Html.escape(name))
                    .append("</a></li>\n"));
            out.append("</ul>\n");
        }
    }

    private void teardown() {
        out.append("<h2>What lazy destroy buys</h2>\n");
        if (links.teardown().isEmpty()) {
            out.append("<p>Not measured: <code>./pvlazy bench teardown --svg target/report/teardown.svg</code>,")
                    .append(" then <code>./pvlazy report</code>.</p>\n");
            return;
        }
        // As an image, whatever is in the file stays in it.
        byte[] drawing = links.teardown().getBytes(StandardCharsets.UTF_8);
        out.append("<p>Seconds that userspace waits, over the size of the guest, eager and lazy.</p>\n")
                .append(
                        "<p><img style=\"max-width: 100%\" alt=\"Seconds that userspace waits, over the size of the guest\"")
                .append(" src=\"data:image/svg+xml;base64,")
                .append(Base64.getEncoder().encodeToString(drawing))
                .append("\"></p>\n");
    }

    private String page(Model model) {
        String name = Html.escape(model.name());
        return links.pages().contains(model.name())
                ? "<td><a href=\"traces/" + name + ".html\">steps</a></td>"
                : Html.cell("-");
    }

    private void notChecked() {
        out.append("<h2>What was not checked</h2>\n<ul>\n");
        NOT_CHECKED.forEach(item -> out.append(Html.element("li", item)).append('\n'));
        out.append(
                "</ul>\n<p>Every abstraction and its reason: <a href=\"../../specs/README.md\">specs/README.md</a>.</p>\n");
    }
}
