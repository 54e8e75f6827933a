package org.pvlazy.report.page;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import java.util.List;
import org.pvlazy.report.Assets;
import org.pvlazy.report.Changes;
import org.pvlazy.report.Html;
import org.pvlazy.report.Numbers;
import org.pvlazy.report.StepTable;
import org.pvlazy.report.StepWords;
import org.pvlazy.report.page.Rows.Row;
import org.pvlazy.trace.Trace;
import org.pvlazy.trace.TraceStep;
import org.pvlazy.trace.Violation;

/** The page of a trace: lanes and steps as they stand in the file, the rest as data that the script shows for the step that is chosen. */
public final class TracePage {
    private final Trace trace;
    private final Background background;
    private final Rows rows;
    private final StringBuilder out = new StringBuilder();

    private TracePage(Trace trace, Background background) {
        this.trace = trace;
        this.background = background;
        this.rows = Rows.of(trace, background);
    }

    /** The page, a file of its own. */
    public static String render(Trace trace, Background background) {
        TracePage page = new TracePage(trace, background);
        page.opening();
        page.header();
        page.out.append("<main>\n");
        page.steps();
        page.out.append(Assets.text("page/detail.html"));
        page.table();
        page.out.append("</main>\n").append(Assets.text("page/help.html"));
        page.closing();
        return page.out.toString();
    }

    private void opening() {
        out.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
                // A page that asks the network for nothing, and may not.
                .append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; ")
                .append("style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:\">\n")
                .append("<link rel=\"icon\" href=\"data:,\">\n")
                .append(Html.element("title", trace.origin().model() + " - pvlazy"))
                .append("\n<style>\n")
                .append(Assets.text("palette.css"))
                .append(Assets.text("page/picture.css"))
                .append(Assets.text("page/trace.css"))
                .append("</style>\n</head>\n<body>\n");
    }

    private void header() {
        Violation violation = trace.violation();
        out.append("<header>\n<div class=\"bar\"><h1>")
                .append(Html.escape(trace.origin().model()))
                .append("</h1>")
                .append("<button type=\"button\" id=\"help-button\">Keys <kbd>?</kbd></button></div>\n");
        if (!background.what().isEmpty()) {
            out.append("<p class=\"what\">")
                    .append(Html.escape(background.what()))
                    .append("</p>\n");
        }
        if (violation != null) {
            out.append("<p class=\"verdict\">violates <a href=\"#step-")
                    .append(rows.all().size() - 1)
                    .append("\"><code>")
                    .append(Html.escape(violation.property()))
                    .append("</code></a><span id=\"why\"></span></p>\n");
        }
        out.append("<p class=\"faint\">variant ")
                .append(Html.escape(trace.origin().variant()))
                .append(", ")
                .append(Numbers.of(trace.states().size() - 1, "step"))
                .append(". ")
                .append(Html.escape(StepTable.end(trace)))
                .append(" Found by ")
                .append(Html.escape(trace.origin().tool()))
                .append(".</p>\n");
        if (!background.essay().isEmpty()) {
            out.append("<details id=\"essay\"><summary>What it shows, and what repairs it</summary>\n")
                    .append(Essay.html(background.essay()))
                    .append("</details>\n");
        }
        out.append("</header>\n");
    }

    private void steps() {
        List<String> lanes = LaneDrawing.lanes(rows);
        out.append(
                        "<nav aria-label=\"Steps\">\n<div class=\"filter\"><label for=\"filter\">Filter <kbd>/</kbd></label>")
                .append("<input id=\"filter\" type=\"search\" autocomplete=\"off\" spellcheck=\"false\" ")
                .append("placeholder=\"thread, step, function, variable\">")
                .append("<output id=\"matches\" for=\"filter\"></output></div>\n")
                .append("<div id=\"scroll\" tabindex=\"-1\">\n<div class=\"heads\" aria-hidden=\"true\">");
        for (int lane = 0; lane < lanes.size(); lane++) {
            String colour = lane < rows.threads().size() ? LaneDrawing.colour(lane) : "uv";
            out.append("<b class=\"")
                    .append(colour)
                    .append("\">")
                    .append(Html.escape(lanes.get(lane)))
                    .append("</b>");
        }
        out.append("</div>\n<div class=\"time\">\n")
                .append(LaneDrawing.beside(rows))
                .append("<ol id=\"steps\" start=\"0\">\n");
        for (int i = 0; i < rows.all().size(); i++) {
            item(i, rows.all().get(i));
        }
        out.append("</ol>\n</div>\n</div>\n</nav>\n");
    }

    private void item(int number, Row row) {
        TraceStep step = row.step();
        out.append("<li id=\"row-").append(number).append('"');
        if (rows.inLoop(number)) {
            out.append(" class=\"loop\"");
        }
        out.append("><a href=\"#step-")
                .append(number)
                .append("\"><span class=\"n\">")
                .append(number)
                .append("</span>");
        if (step == null) {
            out.append("<span class=\"act\">first state</span><span class=\"fn\"></span>");
        } else {
            String choice = StepWords.choice(step);
            out.append("<span class=\"act\"><b class=\"who ")
                    .append(LaneDrawing.colour(rows.threads().indexOf(row.thread())))
                    .append("\">")
                    .append(Html.escape(row.thread()))
                    .append("</b> ")
                    .append(Html.escape(step.label().name()))
                    .append(choice.isEmpty() ? "" : " <i>" + Html.escape(choice) + "</i>")
                    .append("</span><span class=\"fn\">")
                    .append(
                            rows.isViolation(number)
                                    ? "<em>violation</em> "
                                    : rows.inLoop(number) ? "<em>loop</em> " : "")
                    .append(Html.escape(step.function()))
                    .append("</span>");
        }
        out.append("</a></li>\n");
    }

    /** The same once more as a table: for print, and for whoever does not see the lanes. */
    private void table() {
        StringBuilder body = new StringBuilder();
        for (int i = 1; i < rows.all().size(); i++) {
            Row row = rows.all().get(i);
            TraceStep step = row.step();
            if (step != null) {
                int before = Math.min(i - 1, trace.states().size() - 1);
                String changes = String.join("; ", Changes.between(trace.state(before), trace.state(row.state())));
                body.append("<tr><td>" + i + "</td>")
                        .append(Html.element("td", row.thread()))
                        .append(Html.element("td", StepWords.action(step)))
                        .append(Html.element("td", step.function()))
                        .append("<td class=\"wide\"><code>")
                        .append(Html.escape(changes))
                        .append("</code></td></tr>\n");
            }
        }
        out.append(
                        "<details id=\"all\"><summary>Every step in a table</summary>\n<div class=\"box\"><table>\n<thead><tr>")
                .append(
                        "<th>#</th><th>thread</th><th>step</th><th>kernel function</th><th>what changes</th></tr></thead>\n<tbody>\n")
                .append(body)
                .append("</tbody>\n</table></div>\n</details>\n");
    }

    private void closing() {
        out.append("<script type=\"application/json\" id=\"data\">")
                .append(json(PageData.of(trace, rows, background)))
                .append("</script>\n<script>\n")
                .append(Assets.text("page/trace.js"))
                .append("</script>\n</body>\n</html>\n");
    }

    /** JSON in which nothing can end the element around it. */
    static String json(JsonElement data) {
        return new GsonBuilder()
                .disableHtmlEscaping()
                .create()
                .toJson(data)
                .replace("<", "\\u003c")
                .replace("\u2028", "\\u2028")
                .replace("\u2029", "\\u2029");
    }
}
