package org.pvlazy.report;

import java.util.Map;
import java.util.StringJoiner;
import org.pvlazy.tla.TlaBool;
import org.pvlazy.tla.TlaSet;
import org.pvlazy.tla.TlaValue;

/** How large a model is, and what surrounds the kernel in it: its constants but for the switches of the repairs. */
final class Bounds {
    private static final String SWITCH = "FIX_";

    private Bounds() {}

    static boolean isSwitch(String constant) {
        return constant.startsWith(SWITCH);
    }

    /** {@code NPages 2, Guest, Failures {alloc, create}}: what is FALSE or empty is not there and is not named. */
    static String of(Map<String, TlaValue> constants) {
        StringJoiner bounds = new StringJoiner(", ");
        constants.forEach((name, value) -> {
            if (value.equals(TlaValue.of(true)) && !isSwitch(name)) {
                bounds.add(name);
            } else if (!isSwitch(name) && !(value instanceof TlaBool) && !isEmpty(value)) {
                bounds.add(name + " " + value.toString().replace("\"", ""));
            }
        });
        return bounds.toString();
    }

    private static boolean isEmpty(TlaValue value) {
        return value instanceof TlaSet set && set.size() == 0;
    }
}
