package org.pvlazy.conformance;

import org.pvlazy.tlc.Progress;

/** Is told how far the replay of a model is, often and by several threads; what to make of it is the listener's business. */
public interface ReplayProgress {
    /** Nobody wants to know. */
    ReplayProgress NONE = new ReplayProgress() {};

    /** The graph is being built. */
    default void graph(Progress progress) {}

    /**
     * The tour is being sought.
     *
     * @param wanted arrivals that the flow of least cost has still to bring to where they are wanted
     */
    default void tour(long wanted) {}

    /** Steps are being taken. */
    default void steps(long taken, long all) {}
}
