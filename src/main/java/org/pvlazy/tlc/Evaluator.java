package org.pvlazy.tlc;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pvlazy.tla.ActionLabel;
import org.pvlazy.tla.TlaState;

/**
 * A loaded specification that can be asked about states. Not for several threads at once. Every method may throw
 * {@link EvaluationException} when the specification cannot be evaluated there.
 */
public interface Evaluator extends AutoCloseable {
    /** The variables in the order of their declaration, those of extended modules first. */
    List<String> variables();

    /** The initial states, constraints not applied. */
    List<TlaState> initialStates();

    /** Every step out of {@code state}, each action in the order of the next-state relation. */
    List<Successor> successors(TlaState state);

    /**
     * The first conjunct of an action that is false in a state, with its place: {@code pc[t] = step (Setting.tla:130)}.
     *
     * @return null if the action can be taken there, or if it is not a conjunct about the state alone that is in the way
     */
    @Nullable
    String falseConjunct(TlaState state, ActionLabel label);

    /**
     * A property taken apart in a state. Of an invariant what is false, nothing where it holds; of a temporal property every predicate of
     * states in it.
     */
    List<ClaimPart> claim(String property, TlaState state);

    /** The lines of the specification that take part in a step: of IF, CASE and a disjunction only what applies. */
    Set<SpecLine> lines(TlaState from, ActionLabel label, TlaState to);

    /** The names of the configuration's invariants that are false in {@code state}. */
    List<String> invariantsViolated(TlaState state);

    /**
     * The names of the configuration's invariants that are false in some reachable state.
     *
     * @param maxStates how many states to look at, at most
     */
    Set<String> invariantsViolated(int maxStates);

    /**
     * Searches as TLC does with one worker, until an invariant is violated.
     *
     * @param maxStates ends soon after so many states, if none is
     */
    FirstViolation firstViolation(int maxStates);

    /** The complete reachable graph. */
    StateGraph graph(GraphOptions options);

    /** The parts of every definition, also of those that no action uses, in the order of the definitions. */
    List<Fragment> fragments();

    /** Releases the class loader and the temporary files. */
    @Override
    void close();
}
