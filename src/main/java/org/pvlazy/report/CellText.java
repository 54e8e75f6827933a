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
    /** {@code violated: x; holds in every model but y}, and what other slices know; a dash if nobody knows anything. */
    String of(PropertyVerdicts.Cell cell) {
        List<String> said = new ArrayList<>();
        if (!cell.violated().isEmpty()) {
            said.add("violated: " + names(cell.violated(), essay));
        }
        if (!cell.holds().isEmpty()) {
            said.add("holds in " + where(cell));
        }
        if (!cell.elsewhere().violated().isEmpty()) {
            said.add("violated in slice " + String.join(", ", cell.elsewhere().violated()));
        }
        if (!cell.elsewhere().holds().isEmpty()) {
            said.add("holds in slice " + String.join(", ", cell.elsewhere().holds()));
        }
        return said.isEmpty() ? "-" : String.join("; ", said);
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
