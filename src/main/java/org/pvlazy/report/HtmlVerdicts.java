package org.pvlazy.report;

import org.pvlazy.tlc.Model;

/** The verdict on each property in the report, slice by slice, with the bounds that it is given within. */
final class HtmlVerdicts {
    private static final CellText CELL = new CellText(
            model -> link(HtmlReport.ESSAYS + model.name() + ".md", model), model -> link("#" + anchor(model), model));

    private HtmlVerdicts() {}

    /** The section; nothing if no model of the run says anything about a property. */
    static String section(PropertyVerdicts verdicts) {
        if (verdicts.slices().isEmpty()) {
            return "";
        }
        StringBuilder out = new StringBuilder("<h2>Verdicts</h2>\n<p>From the models that this run found as expected; "
                + "<a href=\"../../specs/README.md#verdicts\">specs/README.md</a> has the verdicts from all of them. "
                + "<em>Every model</em> means each of the variant that is listed below with its bounds, of the same mode. "
                + "A dash: no model of the variant says anything about the property. "
                + "A repair is needed if the property is violated with every other repair in place.</p>\n");
        verdicts.slices().forEach(slice -> out.append(of(slice)));
        return out.toString();
    }

    private static String of(PropertyVerdicts.Slice slice) {
        StringBuilder body = new StringBuilder();
        for (PropertyVerdicts.Row row : slice.rows()) {
            body.append("<tr><td><code>").append(Html.escape(row.property())).append("</code></td>");
            Model.VARIANTS.forEach(variant -> body.append(cell(row.cell(variant))));
            body.append("<td class=\"what\">")
                    .append(Html.escape(String.join(", ", row.needs())))
                    .append("</td></tr>\n");
        }
        StringBuilder bounds = new StringBuilder();
        slice.bounds()
                .forEach((model, text) -> bounds.append("<tr id=\"")
                        .append(Html.escape(anchor(model)))
                        .append("\">")
                        .append(Html.cell(model.name()))
                        .append(Html.cell(model.variant()))
                        .append(Html.cell(model.mode()))
                        .append(Html.number(Numbers.count(model.distinct())))
                        .append("<td class=\"what\">")
                        .append(Html.escape(text))
                        .append("</td></tr>\n"));
        return Html.element("h3", "Slice " + slice.name())
                + "\n"
                + Html.table("Verdicts, " + slice.name(), Html.head(head()), body.toString())
                + Html.table(
                        "Bounds, " + slice.name(),
                        Html.head("model", "variant", "mode", "#distinct", "bounds"),
                        bounds.toString());
    }

    private static String[] head() {
        String[] head = new String[Model.VARIANTS.size() + 2];
        head[0] = "property";
        for (int i = 0; i < Model.VARIANTS.size(); i++) {
            head[i + 1] = Model.VARIANTS.get(i);
        }
        head[head.length - 1] = "the repairs that it needs";
        return head;
    }

    private static String cell(PropertyVerdicts.Cell cell) {
        String colour = cell.violated().isEmpty() ? "good" : "bad";
        return "<td class=\"what " + (cell.silence() ? "faint" : colour) + "\">" + CELL.of(cell) + "</td>";
    }

    private static String link(String target, Model model) {
        return "<a href=\"" + Html.escape(target) + "\">" + Html.escape(model.name()) + "</a>";
    }

    private static String anchor(Model model) {
        return "bounds-" + model.name();
    }
}
