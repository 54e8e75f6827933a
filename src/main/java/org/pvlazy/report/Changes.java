package org.pvlazy.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.pvlazy.tla.TlaFunction;
import org.pvlazy.tla.TlaRecord;
import org.pvlazy.tla.TlaState;
import org.pvlazy.tla.TlaStr;
import org.pvlazy.tla.TlaTuple;
import org.pvlazy.tla.TlaValue;

/** What differs between two states: of records, tuples and functions only the components that do. */
public final class Changes {
    private final List<String> found = new ArrayList<>();

    private Changes() {}

    /** The differences as {@code name: old -> new}, in the order of the variables. */
    public static List<String> between(TlaState before, TlaState after) {
        Changes changes = new Changes();
        for (String variable : before.variables()) {
            changes.compare(variable, before.value(variable), after.value(variable));
        }
        return changes.found;
    }

    /** A value as it stands alone: a string needs no quotes there, unless it would not be seen. */
    public static String text(TlaValue value) {
        return value instanceof TlaStr string
                        && !string.value().isBlank()
                        && string.value().lines().count() == 1
                ? string.value()
                : value.toString();
    }

    private void compare(String path, TlaValue before, TlaValue after) {
        if (before.equals(after)) {
            return;
        }
        if (before instanceof TlaRecord old
                && after instanceof TlaRecord now
                && old.names().equals(now.names())) {
            List<String> fields = old.names().stream().map(name -> "." + name).toList();
            components(path, fields, old.values(), now.values());
        } else if (before instanceof TlaTuple old && after instanceof TlaTuple now && old.size() == now.size()) {
            List<String> indices = new ArrayList<>();
            for (int i = 1; i <= old.size(); i++) {
                indices.add("[" + i + "]");
            }
            components(path, indices, old.elements(), now.elements());
        } else if (before instanceof TlaFunction old
                && after instanceof TlaFunction now
                && Objects.equals(old.domain(), now.domain())) {
            List<String> arguments =
                    old.domain().stream().map(key -> "[" + key + "]").toList();
            components(path, arguments, old.values(), now.values());
        } else {
            found.add(path + ": " + text(before) + " -> " + text(after));
        }
    }

    private void components(String path, List<String> places, List<TlaValue> before, List<TlaValue> after) {
        for (int i = 0; i < places.size(); i++) {
            compare(path + places.get(i), before.get(i), after.get(i));
        }
    }
}
