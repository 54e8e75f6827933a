package org.pvlazy.report;

import org.jspecify.annotations.Nullable;

/**
 * How to show a trace.
 *
 * @param width columns of the terminal
 * @param colour whether the terminal has colours
 * @param step show the whole state after this step, and nothing else; 0 is the first state; null for the trace
 */
public record ShowOptions(
        int width, boolean colour, @Nullable Integer step) {
    /** What a terminal has if nobody says. */
    public static final int DEFAULT_WIDTH = 80;

    /** Less cannot hold the name of an action. */
    public static final int LEAST_WIDTH = 40;

    /** Checks the width. */
    public ShowOptions {
        if (width < LEAST_WIDTH) {
            throw new IllegalArgumentException("a width of " + width + " is less than " + LEAST_WIDTH);
        }
    }

    /** The whole trace on 80 columns, without colour. */
    public static ShowOptions plain() {
        return new ShowOptions(DEFAULT_WIDTH, false, null);
    }
}
