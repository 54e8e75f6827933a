package org.pvlazy.conformance;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pvlazy.tla.ActionLabel;
import org.pvlazy.tla.TlaState;
import org.pvlazy.tla.TlaValue;
import org.pvlazy.tlc.Evaluator;
import org.pvlazy.trace.Trace;
import org.pvlazy.trace.TraceEnd;
import org.pvlazy.trace.TraceStep;

/** A trace as a script. Of a lasso the loop is run several times: the same states must come again. */
final class TraceScript implements Script {
    /** Once is in the trace, and a state that comes again may still be the first of another loop. */
    static final int ROUNDS = 3;

    private final Trace trace;
    private final Evaluator evaluator;
    private final Binding binding;
    /** Index of the last state of the trace. */
    private final int last;
    /** Index of the state to which the last one leads back; -1 if there is no loop. */
    private final int loop;

    private final long[] offers;

    /**
     * Checks the trace.
     *
     * @throws IllegalArgumentException naming the place if it has an unknown action or not the model's variables
     */
    TraceScript(Trace trace, Evaluator evaluator, Binding binding) {
        this.trace = trace;
        this.evaluator = evaluator;
        this.binding = binding;
        checkVariables();
        last = trace.states().size() - 1;
        loop = trace.end() instanceof TraceEnd.Lasso lasso ? lasso.index() : -1;
        offers = new long[loop < 0 ? last : loop + ROUNDS * period()];
        for (int position = 0; position < offers.length; position++) {
            offers[position] = offerAt(position);
        }
    }

    private int period() {
        return last - loop + 1;
    }

    /** The index of the state at a position of the script. */
    private int state(int position) {
        return position <= last ? position : loop + (position - loop) % period();
    }

    private void checkVariables() {
        Set<String> known = new HashSet<>(evaluator.variables());
        for (String variable : trace.variables()) {
            if (!known.remove(variable)) {
                throw new IllegalArgumentException("states[0]: unknown variable " + variable);
            }
        }
        if (!known.isEmpty()) {
            throw new IllegalArgumentException("states[0]: variables " + known + " are missing");
        }
    }

    private long offerAt(int position) {
        try {
            return binding.offer(step(position).label());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(place(position) + ": " + e.getMessage(), e);
        }
    }

    /** The step out of a position. */
    private TraceStep step(int position) {
        boolean closes = state(position) == last && loop >= 0;
        @Nullable
        TraceStep step = closes
                ? trace.closingStep()
                : trace.states().get(state(position) + 1).step();
        if (step == null) {
            throw new IllegalArgumentException("no step");
        }
        return step;
    }

    private String place(int position) {
        return state(position) == last ? "#meta.closingStep" : "states[" + (state(position) + 1) + "]";
    }

    @Override
    public String name() {
        return trace.origin().model();
    }

    @Override
    public List<String> variables() {
        return trace.variables();
    }

    @Override
    public int steps() {
        return offers.length;
    }

    @Override
    public ActionLabel label(int position) {
        return step(position).label();
    }

    @Override
    public long offer(int position) {
        return offers[position];
    }

    @Override
    public TlaValue expected(int position, int variable) {
        return trace.state(state(position)).values().get(variable);
    }

    @Override
    public long[] enabled(int position) {
        TlaState state = trace.state(state(position)).reordered(evaluator.variables());
        return evaluator.successors(state).stream()
                .mapToLong(successor -> binding.offer(successor.label()))
                .sorted()
                .distinct()
                .toArray();
    }
}
