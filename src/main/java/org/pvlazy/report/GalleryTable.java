package org.pvlazy.report;

import java.util.List;
import org.pvlazy.tlc.Model;
import org.pvlazy.trace.Trace;

/** The table of counterexamples in the documentation: what each shows, in a sentence. */
public final class GalleryTable {
    /**
     * A counterexample.
     *
     * @param sentence what it shows
     */
    public record Entry(Model model, Trace trace, String sentence) {}

    private GalleryTable() {}

    /** The table, a row for each. */
    public static String of(List<Entry> entries) {
        StringBuilder out = new StringBuilder(
                Markdown.row(List.of("counterexample", "slice", "variant", "violates", "steps", "what it shows")));
        out.append("|---|---|---|---|---:|---|\n");
        for (Entry entry : entries) {
            Model model = entry.model();
            String name = model.name();
            out.append(Markdown.row(List.of(
                    "[" + name + "](counterexamples/" + name + ".md)",
                    Markdown.text(model.slice()),
                    Markdown.text(model.variant()),
                    Markdown.code(String.valueOf(model.property())),
                    Integer.toString(ThreadOrder.steps(entry.trace()).size()),
                    Markdown.text(entry.sentence()))));
        }
        return out.toString();
    }
}
