package org.pvlazy.tlc;

import java.util.List;
import org.pvlazy.tla.TlaState;
import org.pvlazy.trace.TraceEnd;

/**
 * A behaviour that TLC printed.
 *
 * @param steps its states; the variables stand in TLC's order, which is not the order of declaration
 * @param end how it goes on
 */
public record Counterexample(List<Step> steps, TraceEnd end) {
    /**
     * A state and how it was reached.
     *
     * @param action the bare name of the action, without parameters; {@code Initial predicate} for the first state
     */
    public record Step(String action, TlaState state) {}

    /** Copies the list. */
    public Counterexample {
        steps = List.copyOf(steps);
    }

    /** The states alone. */
    public List<TlaState> states() {
        return steps.stream().map(Step::state).toList();
    }
}
