package org.pvlazy.conformance;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pvlazy.tla.TlaValue;

/**
 * What the threads of one free run did.
 *
 * @param origin what it is a recording of
 * @param threads the threads by their numbers: those of the slice, then the kthreads in the order of their creation
 * @param events for each thread what it did, in its order
 * @param crash how the run ended before its time; null if every thread came to its end
 * @param last every variable at the end; empty after a crash
 */
public record Recording(
        Origin origin,
        List<String> threads,
        List<List<Event>> events,
        @Nullable Crash crash,
        Map<String, TlaValue> last) {
    /**
     * What a recording is one of.
     *
     * @param specHash of the model's files
     * @param seed of the run
     */
    public record Origin(String model, String variant, String specHash, long seed) {}

    /**
     * A thing that a thread did, or began to do.
     *
     * @param offer the step, as in {@link Offer}, of the thread with place 0
     * @param begin when it began
     * @param end when the thread was through with it; {@link Moment#OPEN} if it never was
     * @param maybe it is possible that nothing happened
     * @param child the number of the kthread created in it; 0 if none was
     * @param place the line of the implementation
     */
    public record Event(long offer, long begin, long end, boolean maybe, int child, String place) {}

    /**
     * The end of a run that failed.
     *
     * @param thread whose last event it is; -1 if no thread's
     * @param splat the mistake that the implementation detected; empty if it was none of these
     * @param text what there is to say
     */
    public record Crash(int thread, String splat, String text) {}

    /** Copies the lists. */
    public Recording {
        threads = List.copyOf(threads);
        events = events.stream().map(List::copyOf).toList();
        last = Map.copyOf(last);
    }

    /** How many events there are. */
    public int size() {
        return events.stream().mapToInt(List::size).sum();
    }
}
