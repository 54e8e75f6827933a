package org.pvlazy.report;

import java.util.ArrayList;
import java.util.List;
import org.pvlazy.trace.Trace;
import org.pvlazy.trace.TraceStep;

/**
 * One column for each thread. Only one thread moves in a line, so its text may run on over the columns to its right: a column need
 * not be as wide as its text, it only has to begin early enough.
 */
final class Lanes {
    /** The columns of the step's number. */
    static final int MARGIN = 5;

    private static final int NARROWEST = 4;
    private static final int WIDEST = 34;

    private final int width;
    private final List<String> threads;
    private final int spacing;

    private Lanes(int width, List<String> threads, int spacing) {
        this.width = width;
        this.threads = threads;
        this.spacing = spacing;
    }

    static Lanes of(Trace trace, int width) {
        List<TraceStep> steps = ThreadOrder.steps(trace);
        List<String> threads = ThreadOrder.of(trace);
        int spacing = Math.min(WIDEST, (width - MARGIN) / Math.max(1, threads.size()));
        for (TraceStep step : steps) {
            int lane = threads.indexOf(StepWords.thread(step));
            if (lane > 0) {
                int text = Math.max(
                        StepWords.action(step).length(), step.function().length());
                spacing = Math.min(spacing, (width - MARGIN - text) / lane);
            }
        }
        return new Lanes(width, threads, Math.max(NARROWEST, spacing));
    }

    /** The line with the names of the threads. */
    String header() {
        StringBuilder line = new StringBuilder(" ".repeat(MARGIN));
        for (int i = 0; i < threads.size(); i++) {
            put(line, start(i), threads.get(i));
        }
        return line.toString();
    }

    /** The text in the column of a thread, the other columns drawn through; wrapped if it does not fit. */
    List<String> lines(String number, String thread, String text) {
        int lane = threads.indexOf(thread);
        List<String> lines = new ArrayList<>();
        for (String part : Wrap.text(text, Math.max(1, width - start(lane)), "", "  ")) {
            StringBuilder line = new StringBuilder(lines.isEmpty() ? number : "");
            for (int i = 0; i < threads.size(); i++) {
                boolean covered = i > lane && start(i) <= start(lane) + part.length();
                if (i == lane) {
                    put(line, start(i), part);
                } else if (!covered) {
                    put(line, start(i), "|");
                }
            }
            lines.add(line.toString());
        }
        return lines;
    }

    private int start(int lane) {
        return Math.min(MARGIN + lane * spacing, width - 2 * NARROWEST);
    }

    private void put(StringBuilder line, int column, String text) {
        line.append(" ".repeat(Math.max(0, column - line.length()))).append(text);
        line.setLength(Math.min(line.length(), width));
    }
}
