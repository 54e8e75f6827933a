package org.pvlazy.report.export;

import java.util.regex.Pattern;

/** Text that must stay on its line. */
final class OneLine {
    private static final Pattern BREAKS = Pattern.compile("\\s*\\R\\s*");

    private OneLine() {}

    static String of(String text) {
        return BREAKS.matcher(text).replaceAll(" ");
    }
}
