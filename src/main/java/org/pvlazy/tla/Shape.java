package org.pvlazy.tla;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The domain of functions or records that are built again and again: what has to be sorted and decided about the domain is
 * done once, so that building a value costs one array and its hash.
 *
 * <pre>{@code
 * static final Shape ZOMBIE = Shape.record("state", "handle");
 * TlaValue z = ZOMBIE.of(string("queued"), of(3));
 * }</pre>
 */
public final class Shape {
    private final List<TlaValue> domain;
    /** For each place in canonical order, its place in the order given. */
    private final int[] given;

    private final boolean inOrder;
    private final TlaValue[] sorted;
    private final String @Nullable [] names;
    private final boolean sequence;

    private Shape(List<TlaValue> domain) {
        this.domain = domain;
        Integer[] order = new Integer[domain.size()];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, Comparator.comparing(domain::get));
        this.given = Arrays.stream(order).mapToInt(Integer::intValue).toArray();
        this.sorted = Arrays.stream(given).mapToObj(domain::get).toArray(TlaValue[]::new);
        boolean identity = true;
        for (int i = 0; i < given.length; i++) {
            identity &= given[i] == i;
            if (i > 0 && sorted[i].equals(sorted[i - 1])) {
                throw new IllegalArgumentException("twice in the domain: " + sorted[i]);
            }
        }
        this.inOrder = identity;
        this.sequence = isOneToN(sorted);
        this.names = Arrays.stream(sorted).allMatch(TlaStr.class::isInstance)
                ? Arrays.stream(sorted).map(TlaValue::asString).toArray(String[]::new)
                : null;
    }

    /** Functions on {@code domain}; values are later given in the order of this list. */
    public static Shape function(List<? extends TlaValue> domain) {
        return new Shape(List.copyOf(domain));
    }

    /** Records with fields {@code names}; values are later given in this order. */
    public static Shape record(String... names) {
        List<TlaValue> domain = new ArrayList<>(names.length);
        for (String name : names) {
            domain.add(TlaStr.of(name));
        }
        return new Shape(Collections.unmodifiableList(domain));
    }

    /** The domain in the order given. */
    public List<TlaValue> domain() {
        return domain;
    }

    /** The function that maps the members of the domain, in the order given, to {@code values}. */
    public TlaValue of(TlaValue... values) {
        if (values.length != given.length) {
            throw new IllegalArgumentException(values.length + " values for the domain " + domain);
        }
        TlaValue[] mine;
        if (inOrder) {
            mine = values.clone();
        } else {
            mine = new TlaValue[values.length];
            for (int i = 0; i < mine.length; i++) {
                mine[i] = values[given[i]];
            }
        }
        if (sequence) {
            return TlaTuple.owning(mine);
        }
        return names != null ? new TlaRecord(names, mine) : new TlaFunction(sorted, mine);
    }

    /** True for the empty domain too. */
    private static boolean isOneToN(TlaValue[] sorted) {
        for (int i = 0; i < sorted.length; i++) {
            if (!(sorted[i] instanceof TlaInt key) || key.value() != i + 1L) {
                return false;
            }
        }
        return true;
    }
}
