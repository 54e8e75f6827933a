package org.pvlazy.tla;

import java.util.Arrays;

/** The total order of values: by kind first, then by size, then by content. */
final class ValueOrder {
    private ValueOrder() {}

    static int compare(TlaValue a, TlaValue b) {
        if (a == b) {
            return 0;
        }
        int kind = Integer.compare(kind(a), kind(b));
        return kind != 0 ? kind : compareSameKind(a, b);
    }

    private static int compareSameKind(TlaValue a, TlaValue b) {
        if (a instanceof TlaInt x && b instanceof TlaInt y) {
            return Long.compare(x.value(), y.value());
        }
        if (a instanceof TlaStr x && b instanceof TlaStr y) {
            return x.value().compareTo(y.value());
        }
        if (a instanceof TlaBool x && b instanceof TlaBool y) {
            return Boolean.compare(x.value(), y.value());
        }
        if (a instanceof TlaModelValue x && b instanceof TlaModelValue y) {
            return x.name().compareTo(y.name());
        }
        if (a instanceof TlaSet x && b instanceof TlaSet y) {
            return arrays(x.array(), y.array());
        }
        if (a instanceof TlaTuple x && b instanceof TlaTuple y) {
            return arrays(x.array(), y.array());
        }
        if (a instanceof TlaRecord x && b instanceof TlaRecord y) {
            int names = x.nameArray() == y.nameArray() ? 0 : Arrays.compare(x.nameArray(), y.nameArray());
            return names != 0 ? names : arrays(x.valueArray(), y.valueArray());
        }
        TlaFunction x = (TlaFunction) a;
        TlaFunction y = (TlaFunction) b;
        int domains = x.domainArray() == y.domainArray() ? 0 : arrays(x.domainArray(), y.domainArray());
        return domains != 0 ? domains : arrays(x.valueArray(), y.valueArray());
    }

    private static int arrays(TlaValue[] a, TlaValue[] b) {
        return a.length != b.length ? Integer.compare(a.length, b.length) : Arrays.compare(a, b);
    }

    private static int kind(TlaValue value) {
        if (value instanceof TlaInt) {
            return 0;
        } else if (value instanceof TlaStr) {
            return 1;
        } else if (value instanceof TlaBool) {
            return 2;
        } else if (value instanceof TlaModelValue) {
            return 3;
        } else if (value instanceof TlaTuple) {
            return 4;
        } else if (value instanceof TlaRecord) {
            return 5;
        } else if (value instanceof TlaFunction) {
            return 6;
        }
        return 7;
    }
}
