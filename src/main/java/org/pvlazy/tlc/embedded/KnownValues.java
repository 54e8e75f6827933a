package org.pvlazy.tlc.embedded;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;
import tlc2.util.FP64;
import tlc2.value.impl.Value;

/**
 * The values that one variable has had, by TLC's fingerprint of the value. A match is confirmed by comparing the values. For
 * several threads at once: whoever finds a value does so without a lock, and values that are new are few.
 */
final class KnownValues {
    private static final int FIRST_CAPACITY = 64;

    /** A value and what stands for it in the graph. */
    static final class Known {
        /** The first value seen that equals the others; using it everywhere makes comparison cheap. */
        final Value sample;

        private final long key;
        /** Its number in the graph, or -1; for the one thread that takes in what others have found. */
        int id = -1;

        private Known(Value sample, long key) {
            this.sample = sample;
            this.key = key;
        }
    }

    /** Open addressing; a slot is written once. Replaced by a longer one under the lock. */
    private volatile AtomicReferenceArray<@Nullable Known> slots = new AtomicReferenceArray<>(FIRST_CAPACITY);

    /** Guarded by this. */
    private int size;

    /** What is known of a normalized value; from now on it is known. */
    Known of(Value value) {
        long key = value.fingerPrint(FP64.New());
        Known found = find(slots, key);
        if (found == null) {
            found = add(value, key);
        }
        if (found.sample != value && !found.sample.equals(value)) {
            throw new IllegalStateException(
                    "two values with fingerprint " + key + ": " + found.sample + " and " + value);
        }
        return found;
    }

    private synchronized Known add(Value value, long key) {
        Known meanwhile = find(slots, key);
        if (meanwhile != null) {
            return meanwhile;
        }
        if (2 * ++size > slots.length()) {
            AtomicReferenceArray<@Nullable Known> longer = new AtomicReferenceArray<>(2 * slots.length());
            for (int i = 0; i < slots.length(); i++) {
                Known known = slots.get(i);
                if (known != null) {
                    longer.set(slot(longer, known.key), known);
                }
            }
            slots = longer;
        }
        Known known = new Known(value, key);
        slots.set(slot(slots, key), known);
        return known;
    }

    /** A slot that was free when it was looked at may be taken by another key a moment later: it is read once. */
    private static @Nullable Known find(AtomicReferenceArray<@Nullable Known> slots, long key) {
        int at = first(slots, key);
        Known known = slots.get(at);
        while (known != null && known.key != key) {
            at = (at + 1) & (slots.length() - 1);
            known = slots.get(at);
        }
        return known;
    }

    /** The free slot where a new key belongs; under the lock. */
    private static int slot(AtomicReferenceArray<@Nullable Known> slots, long key) {
        int at = first(slots, key);
        while (slots.get(at) != null) {
            at = (at + 1) & (slots.length() - 1);
        }
        return at;
    }

    private static int first(AtomicReferenceArray<@Nullable Known> slots, long key) {
        return (int) (key ^ (key >>> 32)) & (slots.length() - 1);
    }
}
