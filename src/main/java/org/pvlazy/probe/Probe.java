package org.pvlazy.probe;

import org.jspecify.annotations.Nullable;

/**
 * Told by every thread of the reference implementation which atomic step it is about to take. The default does nothing, and the
 * code runs free; whoever wants to decide the order of steps parks the calling thread here.
 */
@FunctionalInterface
public interface Probe {
    /** Lets every thread run on. */
    Probe NONE = (step, frame) -> {};

    /**
     * Called immediately before {@code step}.
     *
     * @param step the step the calling thread is about to take
     * @param frame the on-stack structure of the C function that the step belongs to, as named at the {@link Step}; null where
     *     the function keeps nothing
     */
    void at(Step step, @Nullable Object frame);
}
