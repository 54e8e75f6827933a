package org.pvlazy.tlc;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pvlazy.tla.ActionLabel;
import org.pvlazy.tla.TlaState;
import org.pvlazy.trace.TraceEnd;

/**
 * Gives each step of a counterexample its exact label. TLC prints an action's name without its parameters; the evaluator says
 * which steps lead from one state to the next.
 */
public final class TraceLabeller {
    private final Evaluator evaluator;

    /** Labels with the specification that {@code evaluator} has loaded. */
    public TraceLabeller(Evaluator evaluator) {
        this.evaluator = evaluator;
    }

    /**
     * A behaviour with exact labels.
     *
     * @param states its states, variables in the order of declaration
     * @param labels the label of the step into each state but the first
     * @param end how it goes on
     * @param closing the label of the step that closes a lasso; null if there is none
     */
    public record Labelled(
            List<TlaState> states,
            List<ActionLabel> labels,
            TraceEnd end,
            @Nullable ActionLabel closing) {
        /** Copies the lists. */
        public Labelled {
            states = List.copyOf(states);
            labels = List.copyOf(labels);
        }
    }

    /**
     * Labels a counterexample of TLC.
     *
     * @throws EvaluationException if some step is none of the specification's
     */
    public Labelled label(Counterexample counterexample) {
        List<Counterexample.Step> steps = counterexample.steps();
        List<TlaState> states = new ArrayList<>();
        List<ActionLabel> labels = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            states.add(steps.get(i).state().reordered(evaluator.variables()));
            if (i == 0 && !evaluator.initialStates().contains(states.get(0))) {
                throw new EvaluationException("the counterexample does not begin in an initial state");
            }
            if (i > 0) {
                labels.add(
                        step(i, states.get(i - 1), states.get(i), steps.get(i).action()));
            }
        }
        ActionLabel closing = counterexample.end() instanceof TraceEnd.Lasso lasso
                ? step(steps.size(), states.get(states.size() - 1), states.get(lasso.index()), "")
                : null;
        return new Labelled(states, labels, counterexample.end(), closing);
    }

    /**
     * The label of the step between two states.
     *
     * @param number of the step, for the complaint
     * @param hint the name that TLC printed, which decides between several steps with the same result; may be empty
     */
    private ActionLabel step(int number, TlaState from, TlaState to, String hint) {
        List<Successor> candidates = evaluator.successors(from).stream()
                .filter(successor -> successor.state().equals(to))
                .toList();
        return candidates.stream()
                .filter(successor -> successor.label().name().equals(hint))
                .findFirst()
                .or(() -> candidates.stream().findFirst())
                .orElseThrow(() -> new EvaluationException("step " + number + (hint.isEmpty() ? "" : " (" + hint + ")")
                        + " of the counterexample is no step of the specification"))
                .label();
    }
}
