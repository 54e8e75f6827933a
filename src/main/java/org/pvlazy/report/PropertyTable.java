package org.pvlazy.report;

import java.util.ArrayList;
import java.util.List;
import org.pvlazy.tlc.Model;

/** The verdict on each property in the documentation: what holds, within which bounds, and what is violated by which trace. */
public final class PropertyTable {
    private static final String ESSAYS = "../traces/counterexamples/";
    private static final CellText CELL = new CellText(
            model -> "[" + Markdown.code(model.name()) + "](" + ESSAYS + model.name() + ".md)",
            model -> Markdown.code(model.name()));

    private PropertyTable() {}

    /** A heading, the verdicts and the bounds for each slice. */
    public static String of(PropertyVerdicts verdicts) {
        StringBuilder out = new StringBuilder();
        verdicts.slices().forEach(slice -> out.append(of(slice)).append('\n'));
        return out.toString();
    }

    private static String of(PropertyVerdicts.Slice slice) {
        StringBuilder out = new StringBuilder("### Slice " + Markdown.text(slice.name()) + "\n\n");
        List<String> head = new ArrayList<>(List.of("property"));
        head.addAll(Model.VARIANTS);
        head.add("the repairs that it needs");
        out.append(Markdown.row(head)).append("|---|---|---|---|---|\n");
        for (PropertyVerdicts.Row row : slice.rows()) {
            List<String> cells = new ArrayList<>(List.of(Markdown.code(row.property())));
            Model.VARIANTS.forEach(variant -> cells.add(CELL.of(row.cell(variant))));
            cells.add(String.join(", ", row.needs().stream().map(Markdown::code).toList()));
            out.append(Markdown.row(cells));
        }
        out.append("\n" + Markdown.row(List.of("model", "variant", "mode", "distinct", "bounds")))
                .append("|---|---|---|---:|---|\n");
        slice.bounds()
                .forEach((model, bounds) -> out.append(Markdown.row(List.of(
                        Markdown.code(model.name()),
                        Markdown.text(model.variant()),
                        Markdown.text(model.mode()),
                        Numbers.count(model.distinct()),
                        Markdown.text(bounds)))));
        return out.toString();
    }
}
