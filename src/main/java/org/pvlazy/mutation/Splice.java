package org.pvlazy.mutation;

import java.util.ArrayList;
import java.util.List;
import org.pvlazy.tlc.Fragment.Place;

/**
 * Replaces a part of a module's text. TLA+ reads lists of conjuncts by their columns: whatever follows the part keeps the column that
 * it has, if need be on a line of its own.
 */
final class Splice {
    private final List<String> lines;

    Splice(String module) {
        lines = List.of(module.split("\n", -1));
    }

    /** The part. */
    String text(Place place) {
        return String.join("\n", part(place));
    }

    /** The module with the part negated. */
    String negated(Place place) {
        List<String> part = new ArrayList<>(part(place));
        part.set(0, "~(" + part.get(0));
        for (int i = 1; i < part.size(); i++) {
            part.set(i, "  " + part.get(i));
        }
        part.set(part.size() - 1, part.get(part.size() - 1) + ")");
        return with(place, part);
    }

    /** The module with one line in place of the part. */
    String replaced(Place place, String line) {
        return with(place, List.of(line));
    }

    private List<String> part(Place place) {
        List<String> part = new ArrayList<>(lines.subList(place.beginLine() - 1, place.endLine()));
        int last = part.size() - 1;
        part.set(last, part.get(last).substring(0, place.endColumn()));
        part.set(0, part.get(0).substring(place.beginColumn() - 1));
        return part;
    }

    private String with(Place place, List<String> part) {
        List<String> result = new ArrayList<>(lines.subList(0, place.beginLine() - 1));
        String before = lines.get(place.beginLine() - 1).substring(0, place.beginColumn() - 1);
        String after = lines.get(place.endLine() - 1).substring(place.endColumn());
        result.add(before + part.get(0));
        result.addAll(part.subList(1, part.size()));
        if (!after.isBlank()) {
            appendAt(place.endColumn(), after, result);
        }
        result.addAll(lines.subList(place.endLine(), lines.size()));
        return String.join("\n", result);
    }

    private static void appendAt(int column, String after, List<String> result) {
        int last = result.size() - 1;
        int missing = column - result.get(last).length();
        if (missing >= 0) {
            result.set(last, result.get(last) + " ".repeat(missing) + after);
        } else {
            result.add(" ".repeat(column) + after);
        }
    }
}
