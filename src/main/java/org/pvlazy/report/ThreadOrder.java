package org.pvlazy.report;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.pvlazy.trace.Trace;
import org.pvlazy.trace.TraceState;
import org.pvlazy.trace.TraceStep;

/** The threads of a trace in the order in which a reader meets them: the I/O thread, guest CPUs, other host threads, kthreads, the rest. */
public final class ThreadOrder {
    private static final String ORDER = "IVHK";

    private ThreadOrder() {}

    /** The steps of a trace, the one that closes a loop among them. */
    public static List<TraceStep> steps(Trace trace) {
        return Stream.concat(trace.states().stream().map(TraceState::step), Stream.ofNullable(trace.closingStep()))
                .filter(Objects::nonNull)
                .toList();
    }

    /** The threads that take a step. */
    public static List<String> of(Trace trace) {
        return steps(trace).stream()
                .map(StepWords::thread)
                .distinct()
                .sorted(Comparator.comparingInt(ThreadOrder::rank)
                        .thenComparingInt(String::length)
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    private static int rank(String thread) {
        if (thread.equals(StepWords.UNKNOWN_THREAD)) {
            return ORDER.length() + 1;
        }
        int known = ORDER.indexOf(thread.charAt(0));
        boolean plain = thread.length() == 1 || thread.substring(1).chars().allMatch(Character::isDigit);
        return known < 0 || !plain ? ORDER.length() : known;
    }
}
