package org.pvlazy.trace;

/** The property that a counterexample violates. */
public record Violation(String property, Kind kind) {
    /** Whether a finite prefix shows the violation. */
    public enum Kind {
        /** It happens at the last step. */
        SAFETY,
        /** It takes the whole infinite behaviour. */
        LIVENESS
    }
}
