package org.pvlazy.report.page;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.pvlazy.report.Changes;
import org.pvlazy.tla.TlaFunction;
import org.pvlazy.tla.TlaRecord;
import org.pvlazy.tla.TlaState;
import org.pvlazy.tla.TlaTuple;
import org.pvlazy.tla.TlaValue;
import org.pvlazy.trace.Trace;

/**
 * The states of a trace taken apart into the smallest places that every state has: {@code pc.I}, {@code ref[2]}. Comparing two states is then
 * comparing texts, place by place.
 */
final class Leaves {
    private final List<String> names = new ArrayList<>();
    private final List<int[]> columns = new ArrayList<>();
    private final List<String> texts = new ArrayList<>();
    private final Map<String, Integer> numbers = new HashMap<>();
    /** Equal values are mostly the same object, from state to state. */
    private final Map<TlaValue, Integer> known = new HashMap<>();

    private Leaves() {}

    static Leaves of(Trace trace) {
        Leaves leaves = new Leaves();
        List<TlaState> states =
                trace.states().stream().map(each -> each.state()).toList();
        for (int i = 0; i < trace.variables().size(); i++) {
            int variable = i;
            leaves.take(
                    trace.variables().get(i),
                    states.stream().map(state -> state.values().get(variable)).toArray(TlaValue[]::new));
        }
        return leaves;
    }

    /** The places. */
    List<String> names() {
        return names;
    }

    /** Every text that stands at some place, once. */
    List<String> texts() {
        return texts;
    }

    /** The number of the text at a place in a state. */
    int text(int state, int leaf) {
        return columns.get(leaf)[state];
    }

    /** The places that differ between two states. */
    int[] differing(int before, int after) {
        return IntStream.range(0, names.size())
                .filter(leaf -> text(before, leaf) != text(after, leaf))
                .toArray();
    }

    private void take(String name, TlaValue[] values) {
        List<String> parts = parts(values);
        if (parts.isEmpty()) {
            names.add(name);
            columns.add(Arrays.stream(values).mapToInt(this::number).toArray());
            return;
        }
        for (int i = 0; i < parts.size(); i++) {
            int part = i;
            take(
                    name + parts.get(i),
                    Arrays.stream(values)
                            .map(value -> components(value).get(part))
                            .toArray(TlaValue[]::new));
        }
    }

    private int number(TlaValue value) {
        return known.computeIfAbsent(value, each -> {
            String text = Changes.text(each);
            return numbers.computeIfAbsent(text, key -> {
                texts.add(key);
                return texts.size() - 1;
            });
        });
    }

    /** The names of the components that all values have; none if they are not all made alike. */
    private static List<String> parts(TlaValue[] values) {
        List<String> parts = parts(values[0]);
        for (int i = 1; i < values.length; i++) {
            if (values[i] != values[i - 1] && !parts(values[i]).equals(parts)) {
                return List.of();
            }
        }
        return parts;
    }

    private static List<String> parts(TlaValue value) {
        if (value instanceof TlaRecord fields) {
            return fields.names().stream().map(name -> "." + name).toList();
        } else if (value instanceof TlaTuple tuple) {
            return IntStream.rangeClosed(1, tuple.size())
                    .mapToObj(i -> "[" + i + "]")
                    .toList();
        } else if (value instanceof TlaFunction function) {
            return function.domain().stream().map(key -> "[" + key + "]").toList();
        }
        return List.of();
    }

    private static List<TlaValue> components(TlaValue value) {
        if (value instanceof TlaRecord fields) {
            return fields.values();
        }
        return value instanceof TlaTuple tuple ? tuple.elements() : ((TlaFunction) value).values();
    }
}
