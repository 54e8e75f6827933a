package org.pvlazy.report.page;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.pvlazy.report.Changes;
import org.pvlazy.tla.ActionLabel;
import org.pvlazy.tla.TlaState;
import org.pvlazy.tlc.Evaluator;
import org.pvlazy.tlc.Successor;
import org.pvlazy.trace.Trace;
import org.pvlazy.trace.TraceState;
import org.pvlazy.trace.TraceStep;

/**
 * What the specification says about a trace beyond the trace itself.
 *
 * @param ways for each state every step that can be taken there
 */
public record Insight(List<List<Way>> ways) {
    /** Copies the lists. */
    public Insight {
        ways = List.copyOf(ways);
    }

    /**
     * A step that can be taken.
     *
     * @param changes what it changes
     * @param leadsTo the state of the trace that it leads to; -1 if to none
     * @param violates the invariants that are false where it leads
     * @param inModel false if a constraint keeps the checker from going there
     */
    record Way(TraceStep step, List<String> changes, int leadsTo, List<String> violates, boolean inModel) {}

    /**
     * Asks the specification.
     *
     * @param words from an action to the step it stands for
     */
    public static Insight of(Trace trace, Evaluator evaluator, Function<ActionLabel, TraceStep> words) {
        List<TlaState> states = trace.states().stream()
                .map(TraceState::state)
                .map(state -> state.reordered(evaluator.variables()))
                .toList();
        List<List<Way>> ways = new ArrayList<>();
        for (TlaState state : states) {
            List<Way> here = new ArrayList<>();
            for (Successor successor : evaluator.successors(state)) {
                here.add(new Way(
                        words.apply(successor.label()),
                        Changes.between(state, successor.state()),
                        states.indexOf(successor.state()),
                        evaluator.invariantsViolated(successor.state()),
                        successor.inModel()));
            }
            ways.add(List.copyOf(here));
        }
        return new Insight(ways);
    }
}
