package org.pvlazy.tlc.embedded;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import tlc2.util.FP64;
import tlc2.value.impl.Value;

/**
 * The numbers of the values that one variable has had, by TLC's fingerprint of the value. A match is confirmed by comparing
 * the values.
 */
final class ValueCache {
    static final int UNKNOWN = -1;
    private static final int FIRST_CAPACITY = 64;

    private long[] keys = new long[FIRST_CAPACITY];
    private @Nullable Value[] samples = new @Nullable Value[FIRST_CAPACITY];
    private int[] ids = new int[FIRST_CAPACITY];
    private int size;
    /** The slot of the last look-up. */
    private int slot;

    /** The number of a normalized value, or {@link #UNKNOWN}. */
    int find(Value value) {
        long key = value.fingerPrint(FP64.New());
        slot = slot(key);
        Value sample = samples[slot];
        if (sample == null) {
            return UNKNOWN;
        }
        if (!sample.equals(value)) {
            throw new IllegalStateException("two values with fingerprint " + key + ": " + sample + " and " + value);
        }
        return ids[slot];
    }

    /** The first value seen that equals the one just found; using it everywhere makes comparison cheap. */
    Value sample(Value fallback) {
        Value sample = samples[slot];
        return sample == null ? fallback : sample;
    }

    /** Records the number of the value that was just looked up in vain. */
    void put(Value value, int id) {
        long key = value.fingerPrint(FP64.New());
        if (2 * ++size > keys.length) {
            grow();
        }
        slot = slot(key);
        keys[slot] = key;
        samples[slot] = value;
        ids[slot] = id;
    }

    private int slot(long key) {
        int at = (int) (key ^ (key >>> 32)) & (keys.length - 1);
        while (samples[at] != null && keys[at] != key) {
            at = (at + 1) & (keys.length - 1);
        }
        return at;
    }

    private void grow() {
        long[] oldKeys = keys;
        @Nullable Value[] oldSamples = samples;
        int[] oldIds = ids;
        keys = new long[2 * oldKeys.length];
        samples = Arrays.copyOf(new @Nullable Value[0], keys.length);
        ids = new int[keys.length];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldSamples[i] != null) {
                int to = slot(oldKeys[i]);
                keys[to] = oldKeys[i];
                samples[to] = oldSamples[i];
                ids[to] = oldIds[i];
            }
        }
    }
}
