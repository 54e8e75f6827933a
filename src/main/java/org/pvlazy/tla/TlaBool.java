package org.pvlazy.tla;

/** TRUE or FALSE. */
public record TlaBool(boolean value) implements TlaValue {
    private static final TlaBool TRUE = new TlaBool(true);
    private static final TlaBool FALSE = new TlaBool(false);

    static TlaBool of(boolean value) {
        return value ? TRUE : FALSE;
    }

    @Override
    public boolean asBool() {
        return value;
    }

    @Override
    public void appendTo(StringBuilder out) {
        out.append(this);
    }

    @Override
    public String toString() {
        return value ? "TRUE" : "FALSE";
    }
}
