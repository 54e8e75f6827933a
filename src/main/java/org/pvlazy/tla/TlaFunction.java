package org.pvlazy.tla;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** A function whose domain is neither 1..n nor a set of strings: those are {@link TlaTuple} and {@link TlaRecord}. */
public final class TlaFunction implements TlaValue {
    private final TlaValue[] domain;
    private final TlaValue[] values;
    private final int hash;

    /** Takes both arrays over; the domain is sorted and distinct. */
    TlaFunction(TlaValue[] domain, TlaValue[] values) {
        this.domain = domain;
        this.values = values;
        this.hash = 31 * Arrays.hashCode(domain) + Arrays.hashCode(values) + 3;
    }

    /** The members of the domain, in the order of {@link TlaValue#compareTo}. */
    public List<TlaValue> domain() {
        return Collections.unmodifiableList(Arrays.asList(domain));
    }

    /** The values, in the order of {@link #domain()}. */
    public List<TlaValue> values() {
        return Collections.unmodifiableList(Arrays.asList(values));
    }

    TlaValue[] domainArray() {
        return domain;
    }

    TlaValue[] valueArray() {
        return values;
    }

    @Override
    public TlaValue apply(TlaValue argument) {
        int at = Arrays.binarySearch(domain, argument);
        if (at < 0) {
            throw new IllegalArgumentException(argument + " is not in the domain of " + this);
        }
        return values[at];
    }

    @Override
    public void appendTo(StringBuilder out) {
        out.append('(');
        for (int i = 0; i < domain.length; i++) {
            if (i > 0) {
                out.append(" @@ ");
            }
            domain[i].appendTo(out);
            out.append(" :> ");
            values[i].appendTo(out);
        }
        out.append(')');
    }

    @Override
    public boolean equals(Object other) {
        return this == other
                || (other instanceof TlaFunction that
                        && hash == that.hash
                        && Arrays.equals(values, that.values)
                        && (domain == that.domain || Arrays.equals(domain, that.domain)));
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
