package org.pvlazy.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.pvlazy.tlc.Model;

/**
 * A verdict in words, for a document that has its own way to name a model.
 *
 * @param essay a link to what explains a counterexample
 * @param model the name of a model that passes
 */
record CellText(Function<Model, String> essay, Function<Model, String> model) {
    /** {@code violated: x; holds in every model but y}, or where to look, or a dash. */
    String of(PropertyVerdicts.Cell cell) {
        String slices = "slice " + String.join(", ", cell.elsewhere());
        if (cell.silence()) {
            return cell.elsewhere().isEmpty() ? "-" : "see " + slices;
        }
        List<String> said = new ArrayList<>();
        if (!cell.violated().isEmpty()) {
            said.add("violated: " + names(cell.violated(), essay));
        }
        if (!cell.holds().isEmpty()) {
            said.add("holds in " + where(cell));
        }
        if (!cell.elsewhere().isEmpty()) {
            said.add("violated in " + slices);
        }
        return String.join("; ", said);
    }

    /** The shorter of the list of those that check it and of those that do not. */
    private String where(PropertyVerdicts.Cell cell) {
        if (cell.holds().size() == 1 || cell.silent().size() >= cell.holds().size()) {
            return names(cell.holds(), model);
        }
        return "every model" + (cell.silent().isEmpty() ? "" : " but " + names(cell.silent(), model));
    }

    private static String names(List<Model> models, Function<Model, String> name) {
        return models.stream().map(name).collect(Collectors.joining(", "));
    }
}
