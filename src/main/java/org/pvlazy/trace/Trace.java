package org.pvlazy.trace;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pvlazy.tla.TlaState;

/**
 * A behaviour of a specification.
 *
 * @param violation what it violates; null if it is no counterexample
 * @param states never empty; all have the same variables, and all but the first a step
 * @param end how it goes on
 * @param closingStep the step of a lasso from the last state back to the loop; null if unknown or no lasso
 */
public record Trace(
        TraceOrigin origin,
        @Nullable Violation violation,
        List<TraceState> states,
        TraceEnd end,
        @Nullable TraceStep closingStep) {
    /** Checks what the parameters promise. */
    public Trace {
        states = List.copyOf(states);
        if (states.isEmpty()) {
            throw new IllegalArgumentException("a trace without states");
        }
        for (int i = 0; i < states.size(); i++) {
            if ((states.get(i).step() == null) != (i == 0)) {
                throw new IllegalArgumentException("state " + i + (i == 0 ? " has a step" : " has no step"));
            }
            if (!states.get(i).state().variables().equals(states.get(0).state().variables())) {
                throw new IllegalArgumentException("state " + i + " has other variables than state 0");
            }
        }
        if (end instanceof TraceEnd.Lasso lasso && (lasso.index() < 0 || lasso.index() >= states.size())) {
            throw new IllegalArgumentException("no state " + lasso.index() + " to loop to");
        }
    }

    /** A trace that is no lasso. */
    public static Trace of(TraceOrigin origin, @Nullable Violation violation, List<TraceState> states) {
        return new Trace(origin, violation, states, new TraceEnd.Open(), null);
    }

    /** The variables, in the order of the file. */
    public List<String> variables() {
        return states.get(0).state().variables();
    }

    /** The state at {@code index}, from 0. */
    public TlaState state(int index) {
        return states.get(index).state();
    }
}
