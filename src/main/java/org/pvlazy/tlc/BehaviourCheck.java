package org.pvlazy.tlc;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.pvlazy.tla.ActionLabel;
import org.pvlazy.tla.TlaState;
import org.pvlazy.tla.TlaValue;
import org.pvlazy.trace.Trace;
import org.pvlazy.trace.TraceEnd;
import org.pvlazy.trace.TraceStep;

/** Says whether a trace is a behaviour of its specification at all, before anything is held to it. */
public final class BehaviourCheck {
    private final Evaluator evaluator;
    private final Trace trace;

    private BehaviourCheck(Evaluator evaluator, Trace trace) {
        this.evaluator = evaluator;
        this.trace = trace;
    }

    /** The first thing that keeps the trace from being a behaviour, with its place in the file; null if it is one. */
    public static @Nullable String problem(Evaluator evaluator, Trace trace) {
        return new BehaviourCheck(evaluator, trace).problem();
    }

    private @Nullable String problem() {
        List<String> known = evaluator.variables();
        for (String variable : trace.variables()) {
            if (!known.contains(variable)) {
                return "vars: unknown variable " + variable;
            }
        }
        for (String variable : known) {
            if (!trace.variables().contains(variable)) {
                return "vars: variable " + variable + " is missing";
            }
        }
        String problem = difference("states[0]", state(0), evaluator.initialStates());
        int last = trace.states().size() - 1;
        for (int i = 1; problem == null && i <= last; i++) {
            TraceStep step = trace.states().get(i).step();
            problem = step == null
                    ? "states[" + i + "]: no step"
                    : stepProblem("states[" + i + "]", state(i - 1), step.label(), state(i));
        }
        TraceStep closing = trace.closingStep();
        return problem == null && closing != null && trace.end() instanceof TraceEnd.Lasso lasso
                ? stepProblem("#meta.closingStep", state(last), closing.label(), state(lasso.index()))
                : problem;
    }

    private TlaState state(int index) {
        return trace.state(index).reordered(evaluator.variables());
    }

    private @Nullable String stepProblem(String place, TlaState from, ActionLabel label, TlaState to) {
        List<Successor> successors = evaluator.successors(from);
        List<TlaState> states = successors.stream()
                .filter(successor -> successor.label().equals(label))
                .map(Successor::state)
                .toList();
        if (states.isEmpty()) {
            Set<String> possible = successors.stream()
                    .map(successor -> successor.label().toString())
                    .collect(Collectors.toCollection(TreeSet::new));
            return place + ": unknown action " + label + "; the specification allows "
                    + (possible.isEmpty() ? "nothing" : String.join(", ", possible)) + " there";
        }
        return difference(place, to, states);
    }

    /** How a state differs from all that the specification has there; the first of these is what is shown. */
    private static @Nullable String difference(String place, TlaState actual, List<TlaState> expected) {
        if (expected.contains(actual)) {
            return null;
        }
        if (expected.isEmpty()) {
            return place + ": the specification has no such state";
        }
        TlaState wanted = expected.get(0);
        for (String variable : wanted.variables()) {
            TlaValue value = wanted.value(variable);
            if (!value.equals(actual.value(variable))) {
                return place + "." + variable + ": " + actual.value(variable) + " where the specification has " + value;
            }
        }
        return null;
    }
}
