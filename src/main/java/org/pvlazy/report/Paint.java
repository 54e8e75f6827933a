package org.pvlazy.report;

import java.util.regex.Pattern;

/** Colours of a terminal, or none. */
enum Paint {
    GOOD("32"),
    BAD("1;31"),
    STRONG("1"),
    FAINT("2");

    private static final Pattern ESCAPE = Pattern.compile("\u001B\\[[0-9;]*m");

    private final String code;

    Paint(String code) {
        this.code = code;
    }

    /** The text in this colour if there is any. */
    String on(String text, boolean colour) {
        return colour && !text.isEmpty() ? "\u001B[" + code + "m" + text + "\u001B[0m" : text;
    }

    /** How many columns a text takes. */
    static int width(String text) {
        return ESCAPE.matcher(text).replaceAll("").length();
    }
}
