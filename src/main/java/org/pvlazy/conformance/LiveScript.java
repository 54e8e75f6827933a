package org.pvlazy.conformance;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pvlazy.tla.ActionLabel;
import org.pvlazy.tla.TlaValue;
import org.pvlazy.tlc.Successor;
import org.pvlazy.trace.Trace;
import org.pvlazy.trace.TraceEnd;
import org.pvlazy.trace.TraceOrigin;
import org.pvlazy.trace.TraceState;
import org.pvlazy.trace.Violation;

/** A script that is made on the way: at every state that agreed, somebody chooses the next step. */
final class LiveScript implements Script {
    /** Says how it goes on. */
    @FunctionalInterface
    interface Chooser {
        /** Ends the script. */
        long STOP = World.Director.STOP;

        /**
         * The next step.
         *
         * @param offered what the implementation can take, which is what the specification allows in {@code node}; sorted
         * @return one of them, or {@link #STOP}
         */
        long next(int position, Oracle.Node node, long[] offered);
    }

    private final String name;
    private final Oracle oracle;
    private final Chooser chooser;
    private final List<Oracle.Node> nodes = new ArrayList<>();
    private final List<ActionLabel> labels = new ArrayList<>();
    private final List<Long> offers = new ArrayList<>();

    LiveScript(String name, Oracle oracle, Oracle.Node start, Chooser chooser) {
        this.name = name;
        this.oracle = oracle;
        this.chooser = chooser;
        nodes.add(start);
    }

    @Override
    public void agreed(int position, Offers possible) {
        Oracle.Node node = nodes.get(position);
        long offer = chooser.next(position, node, possible.toArray());
        if (offer != Chooser.STOP) {
            Successor step = node.step(offer);
            labels.add(step.label());
            offers.add(offer);
            nodes.add(oracle.at(step.state()));
        }
    }

    /** The steps chosen so far. */
    List<Long> offers() {
        return List.copyOf(offers);
    }

    /** What was made so far, as a trace; a promise is violated if nothing happens any more. */
    Trace trace(TraceOrigin origin, @Nullable Violation violation, Binding binding) {
        List<TraceState> states = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            states.add(new TraceState(
                    nodes.get(i).state(), i == 0 ? null : Counterexamples.step(binding, labels.get(i - 1))));
        }
        boolean forGood = violation != null && violation.kind() == Violation.Kind.LIVENESS;
        return new Trace(origin, violation, states, forGood ? new TraceEnd.Stuttering() : new TraceEnd.Open(), null);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<String> variables() {
        return oracle.variables();
    }

    @Override
    public int steps() {
        return offers.size();
    }

    @Override
    public ActionLabel label(int position) {
        return labels.get(position);
    }

    @Override
    public long offer(int position) {
        return offers.get(position);
    }

    @Override
    public TlaValue expected(int position, int variable) {
        return nodes.get(position).state().values().get(variable);
    }

    @Override
    public long[] enabled(int position) {
        return nodes.get(position).enabled();
    }
}
