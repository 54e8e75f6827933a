package org.pvlazy.tlc.embedded;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.pvlazy.tlc.embedded.Batch.Node;
import org.pvlazy.tlc.embedded.Batch.Step;
import org.pvlazy.tlc.embedded.KnownValues.Known;
import tlc2.tool.Action;
import tlc2.tool.StateVec;
import tlc2.tool.TLCState;
import tlc2.tool.impl.Tool;
import tlc2.value.impl.Value;
import util.UniqueString;

/** Computes states as TLC's workers do, several threads at once with one tool, and looks up their values. */
final class Successors {
    private final Tool tool;
    private final Action[] actions;
    private final UniqueString[] variables;
    private final KnownValues[] known;

    Successors(Tool tool, UniqueString[] variables) {
        this.tool = tool;
        this.variables = variables;
        actions = tool.getActions();
        known = new KnownValues[variables.length];
        Arrays.setAll(known, i -> new KnownValues());
    }

    /** The initial states that are in the model as steps from nowhere. */
    List<Step> initial() {
        StateVec states = tool.getInitStates();
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < states.size(); i++) {
            TLCState state = states.elementAt(i);
            if (!tool.isGoodState(state)) {
                throw Incomplete.initial(state);
            }
            steps.add(new Step(0, tool.isInModel(state) ? new Node(state, values(state)) : null));
        }
        return steps;
    }

    /** Computes the steps out of a batch's states. What fails is left in the batch, for its turn. */
    void compute(Batch batch) {
        try {
            for (Node node : batch.nodes) {
                List<Step> steps = new ArrayList<>();
                batch.steps.add(steps);
                for (int action = 0; action < actions.length; action++) {
                    StateVec successors = tool.getNextStates(actions[action], node.state());
                    for (int i = 0; i < successors.size(); i++) {
                        steps.add(step(node, action, successors.elementAt(i)));
                    }
                }
            }
        } catch (RuntimeException | Error e) {
            batch.failure = e;
        }
    }

    private Step step(Node from, int action, TLCState successor) {
        if (!tool.isGoodState(successor)) {
            throw Incomplete.successor(actions[action], successor);
        }
        if (!tool.isInModel(successor) || !tool.isInActions(from.state(), successor)) {
            return new Step(action, null);
        }
        Known[] values = from.values().clone();
        for (int i = 0; i < variables.length; i++) {
            // What a step leaves UNCHANGED is the same object.
            if (from.state().lookup(variables[i]) != successor.lookup(variables[i])) {
                values[i] = value(successor, i);
            }
        }
        return new Step(action, new Node(successor, values));
    }

    private Known[] values(TLCState state) {
        Known[] values = new Known[variables.length];
        Arrays.setAll(values, i -> value(state, i));
        return values;
    }

    /** What is known of a variable's value; the state gets the first object that had this value. */
    private Known value(TLCState state, int variable) {
        Value value = (Value) state.lookup(variables[variable]);
        value.deepNormalize();
        Known found = known[variable].of(value);
        state.bind(variables[variable], found.sample);
        return found;
    }
}
