package org.pvlazy.tlc;

/** What kind of property is violated. */
public enum ViolationKind {
    /** An INVARIANT. */
    INVARIANT("invariant"),
    /** The first conjunct of a PROPERTY: what it says about initial states. */
    INITIAL_PROPERTY("initial property"),
    /** A PROPERTY about steps. */
    ACTION_PROPERTY("action property"),
    /** A PROPERTY about whole behaviours. */
    TEMPORAL("temporal property"),
    /** A state without successors. */
    DEADLOCK("deadlock"),
    /** An {@code Assert} in the specification. */
    ASSERTION("assertion");

    private final String words;

    ViolationKind(String words) {
        this.words = words;
    }

    /** Whether only an infinite behaviour can show it. */
    public boolean isLiveness() {
        return this == TEMPORAL;
    }

    @Override
    public String toString() {
        return words;
    }
}
