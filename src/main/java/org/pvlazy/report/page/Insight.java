package org.pvlazy.report.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.pvlazy.conformance.Counterexamples;
import org.pvlazy.report.Changes;
import org.pvlazy.tla.TlaState;
import org.pvlazy.tlc.ClaimPart;
import org.pvlazy.tlc.Evaluator;
import org.pvlazy.tlc.SpecLine;
import org.pvlazy.tlc.Successor;
import org.pvlazy.trace.Trace;
import org.pvlazy.trace.TraceEnd;
import org.pvlazy.trace.TraceState;
import org.pvlazy.trace.TraceStep;
import org.pvlazy.trace.Violation;

/**
 * What the specification says about a trace beyond the trace itself.
 *
 * @param ways for each state every step that can be taken there
 * @param claims for each state the parts of the violated property
 * @param lines for each step, from 1, the lines of the specification that take part in it
 */
public record Insight(List<List<Way>> ways, List<List<ClaimPart>> claims, List<Set<SpecLine>> lines) {
    /** Copies the lists. */
    public Insight {
        ways = List.copyOf(ways);
        claims = List.copyOf(claims);
        lines = List.copyOf(lines);
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
     * @param slice the slice of the trace's model, which says what step an action stands for
     */
    public static Insight of(Trace trace, Evaluator evaluator, String slice) {
        List<TlaState> states = trace.states().stream()
                .map(TraceState::state)
                .map(state -> state.reordered(evaluator.variables()))
                .toList();
        return new Questions(trace, evaluator, slice, states).answers();
    }

    /** The parts of the violated property at the end of a trace; none if it violates nothing. */
    public static List<ClaimPart> reasons(Trace trace, Evaluator evaluator) {
        Violation violation = trace.violation();
        TlaState last = trace.state(trace.states().size() - 1);
        return violation == null
                ? List.of()
                : evaluator.claim(violation.property(), last.reordered(evaluator.variables()));
    }

    private record Questions(Trace trace, Evaluator evaluator, String slice, List<TlaState> states) {
        Insight answers() {
            List<List<Way>> ways = new ArrayList<>();
            List<List<ClaimPart>> claims = new ArrayList<>();
            Violation violation = trace.violation();
            for (TlaState state : states) {
                ways.add(evaluator.successors(state).stream()
                        .map(successor -> way(state, successor))
                        .toList());
                claims.add(violation == null ? List.of() : evaluator.claim(violation.property(), state));
            }
            return new Insight(ways, claims, lines());
        }

        private Way way(TlaState from, Successor successor) {
            return new Way(
                    Counterexamples.step(slice, successor.label()),
                    Changes.between(from, successor.state()),
                    states.indexOf(successor.state()),
                    evaluator.invariantsViolated(successor.state()),
                    successor.inModel());
        }

        private List<Set<SpecLine>> lines() {
            List<Set<SpecLine>> lines = new ArrayList<>();
            for (int i = 1; i < states.size(); i++) {
                TraceStep step = trace.states().get(i).step();
                lines.add(step == null ? Set.of() : evaluator.lines(states.get(i - 1), step.label(), states.get(i)));
            }
            TraceStep closing = trace.closingStep();
            if (closing != null && trace.end() instanceof TraceEnd.Lasso lasso) {
                lines.add(evaluator.lines(states.get(states.size() - 1), closing.label(), states.get(lasso.index())));
            }
            return lines;
        }
    }
}
