package org.pvlazy.conformance;

/**
 * How to search.
 *
 * @param kind how schedules are made
 * @param depth at how many steps of a schedule priorities change, with PCT
 * @param steps the most steps in all schedules
 * @param length the most steps of one schedule
 * @param seed the same seed gives the same schedules
 */
public record SearchOptions(Kind kind, int depth, long steps, int length, long seed) {
    /** How schedules are made. */
    public enum Kind {
        /** Any step, rather a new one. */
        RANDOM,
        /** Priorities with a bounded number of changes. */
        PCT
    }

    /** Checks that there is something to do. */
    public SearchOptions {
        if (steps < 1 || length < 1 || depth < 0) {
            throw new IllegalArgumentException(
                    steps + " steps in schedules of " + length + " with " + depth + " changes");
        }
    }
}
