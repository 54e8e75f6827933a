package org.pvlazy.tla;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;

/** A record, which in TLA+ is the same as a function whose domain is a set of strings. Never empty. */
public final class TlaRecord implements TlaValue {
    private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z0-9_]*[A-Za-z][A-Za-z0-9_]*");

    private final String[] names;
    private final TlaValue[] values;
    private final int hash;

    /** Takes both arrays over; the names are sorted and distinct. */
    TlaRecord(String[] names, TlaValue[] values) {
        this.names = names;
        this.values = values;
        this.hash = 31 * Arrays.hashCode(names) + Arrays.hashCode(values);
    }

    /** The names of the fields, sorted. */
    public List<String> names() {
        return Collections.unmodifiableList(Arrays.asList(names));
    }

    /** The values of the fields, in the order of {@link #names()}. */
    public List<TlaValue> values() {
        return Collections.unmodifiableList(Arrays.asList(values));
    }

    String[] nameArray() {
        return names;
    }

    TlaValue[] valueArray() {
        return values;
    }

    @Override
    public TlaValue apply(TlaValue argument) {
        if (argument instanceof TlaStr name) {
            return field(name.value());
        }
        throw new IllegalArgumentException(argument + " is not a field of " + this);
    }

    @Override
    public TlaValue field(String name) {
        int at = Arrays.binarySearch(names, name);
        if (at < 0) {
            throw new IllegalArgumentException("no field " + name + " in " + this);
        }
        return values[at];
    }

    @Override
    public void appendTo(StringBuilder out) {
        boolean plain =
                Arrays.stream(names).allMatch(name -> IDENTIFIER.matcher(name).matches());
        out.append(plain ? '[' : '(');
        for (int i = 0; i < names.length; i++) {
            if (i > 0) {
                out.append(plain ? ", " : " @@ ");
            }
            if (plain) {
                out.append(names[i]).append(" |-> ");
            } else {
                TlaStr.of(names[i]).appendTo(out);
                out.append(" :> ");
            }
            values[i].appendTo(out);
        }
        out.append(plain ? ']' : ')');
    }

    @Override
    public boolean equals(Object other) {
        return this == other
                || (other instanceof TlaRecord that
                        && hash == that.hash
                        && Arrays.equals(values, that.values)
                        && (names == that.names || Arrays.equals(names, that.names)));
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
