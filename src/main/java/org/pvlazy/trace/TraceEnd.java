package org.pvlazy.trace;

/** How a trace goes on after its last state. */
public sealed interface TraceEnd {
    /** It does not matter: the trace shows something that happens in finite time. */
    record Open() implements TraceEnd {}

    /** Nothing happens any more, for ever. */
    record Stuttering() implements TraceEnd {}

    /**
     * The step after the last state leads back to an earlier one, and so on for ever.
     *
     * @param index the state, from 0, that follows the last one
     */
    record Lasso(int index) implements TraceEnd {}
}
