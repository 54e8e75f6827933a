package org.pvlazy.tla;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** A tuple, which in TLA+ is the same as a sequence and as a function on 1..n. */
public final class TlaTuple implements TlaValue {
    static final TlaTuple EMPTY = new TlaTuple(new TlaValue[0]);

    private final TlaValue[] elements;
    private final int hash;

    private TlaTuple(TlaValue[] elements) {
        this.elements = elements;
        this.hash = 31 * Arrays.hashCode(elements) + 2;
    }

    /** Takes the array over. */
    static TlaTuple owning(TlaValue[] elements) {
        return elements.length == 0 ? EMPTY : new TlaTuple(elements);
    }

    /** The elements, first first. */
    public List<TlaValue> elements() {
        return Collections.unmodifiableList(Arrays.asList(elements));
    }

    /** Number of elements. */
    public int size() {
        return elements.length;
    }

    TlaValue[] array() {
        return elements;
    }

    @Override
    public TlaValue apply(TlaValue argument) {
        if (argument instanceof TlaInt index && index.value() >= 1 && index.value() <= elements.length) {
            return elements[(int) index.value() - 1];
        }
        throw new IllegalArgumentException(argument + " is not in the domain of " + this);
    }

    @Override
    public void appendTo(StringBuilder out) {
        out.append("<<");
        for (int i = 0; i < elements.length; i++) {
            if (i > 0) {
                out.append(", ");
            }
            elements[i].appendTo(out);
        }
        out.append(">>");
    }

    @Override
    public boolean equals(Object other) {
        return this == other
                || (other instanceof TlaTuple that && hash == that.hash && Arrays.equals(elements, that.elements));
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        StringBuilder out = new StringBuilder();
        appendTo(out);
        return out.toString();
    }
}
