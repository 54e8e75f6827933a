package org.pvlazy.tlc;

import java.util.function.Consumer;

/**
 * How to build a graph.
 *
 * @param maxStates building fails beyond this number of distinct states
 * @param ambiguousLabels whether one label may lead from one state to several states. Normally it must not: a replay
 *     dictates a step by its label, so a choice that is not a parameter cannot be dictated
 * @param threads how many compute successors; the graph is the same with any number of them
 * @param progress told about the search now and then
 */
public record GraphOptions(int maxStates, boolean ambiguousLabels, int threads, Consumer<Progress> progress) {
    private static final int DEFAULT_MAX_STATES = 20_000_000;

    /** Labels must determine the step. */
    public static GraphOptions strict() {
        return new GraphOptions(DEFAULT_MAX_STATES, false, Runtime.getRuntime().availableProcessors(), progress -> {});
    }

    /** These options with another bound. */
    public GraphOptions withMaxStates(int bound) {
        return new GraphOptions(bound, ambiguousLabels, threads, progress);
    }

    /** These options, with labels that need not determine the step. */
    public GraphOptions allowingAmbiguousLabels() {
        return new GraphOptions(maxStates, true, threads, progress);
    }

    /** These options with a listener. */
    public GraphOptions withProgress(Consumer<Progress> listener) {
        return new GraphOptions(maxStates, ambiguousLabels, threads, listener);
    }

    /** These options with so many threads. */
    public GraphOptions withThreads(int number) {
        return new GraphOptions(maxStates, ambiguousLabels, number, progress);
    }
}
