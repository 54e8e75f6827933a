package org.pvlazy.tlc;

import org.apache.commons.lang3.StringUtils;

/**
 * How far TLC was at a checkpoint. It remembers the distinct states and those to explore; of those generated it knows after a recovery only
 * that they were at least the distinct ones.
 */
public record CheckpointCounts(long distinct, long queued, long generated) {
    /** Beside TLC's own files, a line for each checkpoint. */
    public static final String FILE = "counts";

    /** As a line of the file. */
    public String render() {
        return distinct + " " + queued + " " + generated;
    }

    /** Reads a line; one that was not written to its end is that of no checkpoint. */
    static CheckpointCounts parse(String line) {
        String[] numbers = StringUtils.split(line, ' ');
        return numbers.length == 3
                ? new CheckpointCounts(number(numbers[0]), number(numbers[1]), number(numbers[2]))
                : new CheckpointCounts(-1, -1, -1);
    }

    private static long number(String digits) {
        return StringUtils.isNumeric(digits) ? Long.parseLong(digits) : -1;
    }
}
