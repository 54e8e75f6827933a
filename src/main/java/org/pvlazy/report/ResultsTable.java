package org.pvlazy.report;

import java.util.List;
import org.pvlazy.tlc.Manifest;
import org.pvlazy.tlc.Model;

/** The table of models in the documentation: what the manifest pins and every run confirms. */
public final class ResultsTable {
    private ResultsTable() {}

    /** The table of every model. */
    public static String of(Manifest manifest) {
        return of(manifest.models());
    }

    /** The table of some models. */
    public static String of(List<Model> models) {
        StringBuilder out = new StringBuilder(Markdown.row(List.of(
                "model",
                "variant",
                "mode",
                "expected verdict",
                "distinct",
                "generated",
                "depth",
                "time class",
                "replayed")));
        out.append("|---|---|---|---|---:|---:|---:|---|---|\n");
        models.forEach(model -> out.append(row(model)));
        return out.toString();
    }

    private static String row(Model model) {
        String property = model.property();
        return Markdown.row(List.of(
                Markdown.code(model.name()),
                Markdown.text(model.variant()),
                Markdown.text(model.mode()),
                property == null ? Markdown.text(model.expected()) : "violates " + Markdown.code(property),
                Numbers.count(model.distinct()),
                Numbers.count(model.generated()),
                Numbers.depth(model.depth()),
                Markdown.text(model.timeClass()),
                model.replay() ? "every edge" : "-"));
    }
}
