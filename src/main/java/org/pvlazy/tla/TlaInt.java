package org.pvlazy.tla;

/** An integer. */
public record TlaInt(long value) implements TlaValue {
    private static final int LOW = -128;
    private static final int HIGH = 1023;
    private static final TlaInt[] SMALL = small();

    static TlaInt of(long value) {
        return value >= LOW && value <= HIGH ? SMALL[(int) value - LOW] : new TlaInt(value);
    }

    private static TlaInt[] small() {
        TlaInt[] cache = new TlaInt[HIGH - LOW + 1];
        for (int i = 0; i < cache.length; i++) {
            cache[i] = new TlaInt(LOW + i);
        }
        return cache;
    }

    @Override
    public long asInt() {
        return value;
    }

    @Override
    public void appendTo(StringBuilder out) {
        out.append(value);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
