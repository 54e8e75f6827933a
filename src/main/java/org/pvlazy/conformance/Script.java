package org.pvlazy.conformance;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pvlazy.tla.ActionLabel;
import org.pvlazy.tla.TlaValue;

/** A behaviour of the specification: states 0 to {@code steps()}, and between two of them a step. */
interface Script {
    /** What to call it in a report. */
    String name();

    /** The variables, in the order of {@link #expected}. */
    List<String> variables();

    /** Number of steps. */
    int steps();

    /** The label of the step out of state {@code position}. */
    ActionLabel label(int position);

    /** The same as an {@link Offer}. */
    long offer(int position);

    /** The value of a variable in state {@code position}. */
    TlaValue expected(int position, int variable);

    /** The {@link Offer}s of every step the specification allows in state {@code position}, sorted; null if not known. */
    long @Nullable [] enabled(int position);

    /**
     * Told that everything agreed in state {@code position}, and what the implementation offers there: the moment for a script that is
     * made on the way to say how it goes on.
     */
    default void agreed(int position, Offers possible) {}
}
