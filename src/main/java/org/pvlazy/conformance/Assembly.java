package org.pvlazy.conformance;

import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.pvlazy.tla.TlaValue;

/**
 * A value that is put together of parts again and again, and of the same parts most of the time: it is built anew only if one of them
 * differs from the last time. All parts are read and compared each time. Not for several threads at once.
 */
final class Assembly {
    private final Function<TlaValue[], TlaValue> build;
    private @Nullable TlaValue[] parts = new @Nullable TlaValue[8];
    private int size;
    /** Of these parts, if not null. */
    private @Nullable TlaValue value;

    private int sizeOfValue;

    Assembly(Function<TlaValue[], TlaValue> build) {
        this.build = build;
    }

    /** Begins with no parts. */
    Assembly begin() {
        size = 0;
        return this;
    }

    Assembly add(TlaValue part) {
        if (size == parts.length) {
            parts = Arrays.copyOf(parts, 2 * size);
        }
        TlaValue before = parts[size];
        if (before != part && !part.equals(before)) {
            parts[size] = part;
            value = null;
        }
        size++;
        return this;
    }

    /** The value of the parts added since {@link #begin}. */
    TlaValue end() {
        TlaValue known = value;
        if (known == null || sizeOfValue != size) {
            TlaValue[] all = new TlaValue[size];
            System.arraycopy(parts, 0, all, 0, size);
            known = build.apply(all);
            value = known;
            sizeOfValue = size;
        }
        return known;
    }
}
