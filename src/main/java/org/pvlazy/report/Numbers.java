package org.pvlazy.report;

import java.util.Locale;

/** Numbers as people read them. */
public final class Numbers {
    private static final long RATE_IN_THOUSANDS = 10_000;
    private static final double WHOLE_SECONDS = 99.95;

    private Numbers() {}

    /** {@code 1,234}. */
    public static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** A depth; TLC gives none for a temporal property that is violated. */
    static String depth(int depth) {
        return depth == 0 ? "-" : count(depth);
    }

    /** Tenths of seconds as long as they matter. */
    static String seconds(double seconds) {
        return String.format(Locale.ROOT, seconds < WHOLE_SECONDS ? "%.1f" : "%.0f", seconds);
    }

    /** A rate in thousands, {@code 1,234k}, or as it is if it is small. */
    static String rate(double perSecond) {
        long rounded = Math.round(perSecond);
        return rounded < RATE_IN_THOUSANDS ? count(rounded) : count(Math.round(perSecond / 1000)) + "k";
    }

    /** Two decimals. */
    static String ratio(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    /** {@code 1 model}, {@code 2 models}. */
    public static String of(long number, String noun) {
        return count(number) + " " + noun + (number == 1 ? "" : "s");
    }
}
