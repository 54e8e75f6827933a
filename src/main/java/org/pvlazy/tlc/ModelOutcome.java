package org.pvlazy.tlc;

import org.jspecify.annotations.Nullable;

/**
 * What TLC said about a model, beside what it should have said.
 *
 * @param observed the verdict in words: pass, or which property is violated, or the error
 * @param problem the first thing that is not as the manifest says, in one line; null if everything is
 * @param failed TLC gave no verdict at all
 * @param tlcVersion what TLC calls itself
 * @param counterexample the behaviour that violates the property, if any
 */
public record ModelOutcome(
        Model model,
        String observed,
        @Nullable String problem,
        boolean failed,
        int tlcExit,
        long distinct,
        long generated,
        int depth,
        double seconds,
        String tlcVersion,
        @Nullable Counterexample counterexample) {
    /** Whether verdict, property, exit code and counts are those of the manifest. */
    public boolean expected() {
        return problem == null;
    }
}
