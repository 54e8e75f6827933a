package org.pvlazy.tla;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A string. */
public record TlaStr(String value) implements TlaValue {
    /** Specifications use a handful of strings; the bound only keeps a freak from filling the heap. */
    private static final int INTERN_LIMIT = 4096;

    private static final Map<String, TlaStr> INTERNED = new ConcurrentHashMap<>();

    static TlaStr of(String value) {
        TlaStr known = INTERNED.get(value);
        if (known != null) {
            return known;
        }
        TlaStr fresh = new TlaStr(value);
        if (INTERNED.size() >= INTERN_LIMIT) {
            return fresh;
        }
        TlaStr raced = INTERNED.putIfAbsent(value, fresh);
        return raced == null ? fresh : raced;
    }

    @Override
    public String asString() {
        return value;
    }

    @Override
    public void appendTo(StringBuilder out) {
        out.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\t' -> out.append("\\t");
                case '\r' -> out.append("\\r");
                case '\f' -> out.append("\\f");
                default -> out.append(c);
            }
        }
        out.append('"');
    }

    @Override
    public String toString() {
        StringBuilder out = new StringBuilder(value.length() + 2);
        appendTo(out);
        return out.toString();
    }
}
