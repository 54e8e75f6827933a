package org.pvlazy.tlc.embedded;

import java.util.ArrayDeque;
import java.util.Queue;
import org.pvlazy.tlc.GraphCollector;
import org.pvlazy.tlc.StateGraph;
import tlc2.tool.Action;
import tlc2.tool.StateVec;
import tlc2.tool.TLCState;
import tlc2.tool.impl.Tool;
import tlc2.value.impl.Value;
import util.UniqueString;

/** Explores the reachable states breadth first, as TLC's own search does. */
final class Explorer {
    private final Tool tool;
    private final ValueBridge bridge = new ValueBridge();
    private final GraphCollector graph;
    private final UniqueString[] variables;
    private final ValueCache[] caches;
    private final Queue<TLCState> queue = new ArrayDeque<>();
    private final int[] row;

    /** For each action of the tool, the number of its label. */
    private final int[] labels;

    Explorer(Tool tool, UniqueString[] variables, int[] labels, GraphCollector graph) {
        this.tool = tool;
        this.labels = labels;
        this.graph = graph;
        this.variables = variables;
        this.caches = new ValueCache[variables.length];
        for (int i = 0; i < caches.length; i++) {
            caches[i] = new ValueCache();
        }
        this.row = new int[variables.length];
    }

    StateGraph explore() {
        StateVec initial = tool.getInitStates();
        for (int i = 0; i < initial.size(); i++) {
            addInitial(initial.elementAt(i));
        }
        Action[] actions = tool.getActions();
        TLCState state = queue.poll();
        for (int id = 0; state != null; id++) {
            for (int action = 0; action < actions.length; action++) {
                StateVec successors = tool.getNextStates(actions[action], state);
                for (int i = 0; i < successors.size(); i++) {
                    addStep(id, state, action, successors.elementAt(i));
                }
            }
            graph.endState();
            state = queue.poll();
        }
        return graph.finish();
    }

    private void addInitial(TLCState state) {
        graph.countGenerated();
        if (!tool.isGoodState(state)) {
            throw Incomplete.initial(state);
        }
        if (!tool.isInModel(state)) {
            return;
        }
        for (int i = 0; i < variables.length; i++) {
            row[i] = intern(state, i);
        }
        int before = graph.size();
        if (graph.initial(row) == before) {
            queue.add(state);
        }
    }

    private void addStep(int from, TLCState state, int action, TLCState successor) {
        graph.countGenerated();
        if (!tool.isGoodState(successor)) {
            throw Incomplete.successor(tool.getActions()[action], successor);
        }
        if (!tool.isInModel(successor) || !tool.isInActions(state, successor)) {
            return;
        }
        for (int i = 0; i < variables.length; i++) {
            // What a step leaves UNCHANGED is the same object.
            row[i] = state.lookup(variables[i]) == successor.lookup(variables[i])
                    ? graph.valueId(from, i)
                    : intern(successor, i);
        }
        int before = graph.size();
        if (graph.step(labels[action], row) == before) {
            queue.add(successor);
        }
    }

    /** The number of a variable's value; the state gets the first object that had this value. */
    private int intern(TLCState state, int variable) {
        Value value = (Value) state.lookup(variables[variable]);
        value.deepNormalize();
        ValueCache cache = caches[variable];
        int id = cache.find(value);
        if (id == ValueCache.UNKNOWN) {
            id = graph.value(variable, bridge.fromTlc(value));
            cache.put(value, id);
        } else {
            state.bind(variables[variable], cache.sample(value));
        }
        return id;
    }
}
