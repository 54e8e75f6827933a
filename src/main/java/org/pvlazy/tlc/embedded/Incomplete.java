package org.pvlazy.tlc.embedded;

import java.util.stream.Collectors;
import org.pvlazy.tlc.EvaluationException;
import tlc2.tool.Action;
import tlc2.tool.TLCState;

/** Complaints about states that do not give every variable a value. */
final class Incomplete {
    private Incomplete() {}

    static EvaluationException successor(Action action, TLCState successor) {
        return new EvaluationException("action " + action.getName() + " gives no value to " + variables(successor));
    }

    static EvaluationException initial(TLCState state) {
        return new EvaluationException("an initial state gives no value to " + variables(state));
    }

    private static String variables(TLCState state) {
        return state.getUnassigned().stream()
                .map(variable -> variable.getName().toString())
                .collect(Collectors.joining(", "));
    }
}
