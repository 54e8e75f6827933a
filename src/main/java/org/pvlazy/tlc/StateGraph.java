package org.pvlazy.tlc;

import java.util.AbstractList;
import java.util.List;
import org.pvlazy.tla.ActionLabel;
import org.pvlazy.tla.TlaState;
import org.pvlazy.tla.TlaValue;

/**
 * A complete reachable graph with every parallel edge. States are numbered from 0 in breadth-first order; the edges out of a
 * state are numbered consecutively:
 *
 * <pre>{@code
 * for (int e = graph.firstEdge(s); e < graph.firstEdge(s + 1); e++) {
 *     visit(graph.label(e), graph.target(e));
 * }
 * }</pre>
 *
 * An edge is a source, a label and a target: two steps that agree in all three are one edge, and are still counted twice in
 * {@link #generated()}, as TLC does.
 */
public final class StateGraph {
    private static final long PRIME = 1_000_003;

    private final StateTable states;
    private final EdgeTable edges;
    private final int[] initial;
    private final long generated;

    StateGraph(StateTable states, EdgeTable edges, int[] initial, long generated) {
        this.states = states;
        this.edges = edges;
        this.initial = initial;
        this.generated = generated;
    }

    /** The variables in the order of their declaration. */
    public List<String> variables() {
        return states.variables();
    }

    /** Number of distinct states. */
    public int states() {
        return states.size();
    }

    /** Number of edges. */
    public int edges() {
        return edges.size();
    }

    /** The states numbered as initial. */
    public int[] initialStates() {
        return initial.clone();
    }

    /** States generated, counted as TLC counts: the initial ones and every successor computed. */
    public long generated() {
        return generated;
    }

    /** Bytes that edges and states take; labels and values, of which there are few, are not counted. */
    public long bytes() {
        return states.bytes() + edges.bytes();
    }

    /** Number of states on the longest shortest path from an initial state, as TLC reports it. */
    public int depth() {
        return states() == 0 ? 0 : states.level(states() - 1);
    }

    /** Number of states on a shortest path from an initial state to {@code state}; 1 for an initial one. */
    public int level(int state) {
        return states.level(state);
    }

    /** The first edge out of {@code state}; {@code firstEdge(state + 1)} is where they end, for the last state too. */
    public int firstEdge(int state) {
        return edges.first(state);
    }

    /** The state that {@code edge} leads to. */
    public int target(int edge) {
        return edges.target(edge);
    }

    /** The label of {@code edge}. */
    public ActionLabel label(int edge) {
        return edges.labels().get(edges.label(edge));
    }

    /** The place of the label of {@code edge} in {@link #labels()}. */
    public int labelId(int edge) {
        return edges.label(edge);
    }

    /** Every label that the next-state relation has, also those that no edge carries. */
    public List<ActionLabel> labels() {
        return edges.labels();
    }

    /** The values that {@code variable} takes somewhere, each once. */
    public List<TlaValue> values(int variable) {
        return states.values(variable);
    }

    /** The place of the value of {@code variable} in {@link #values}; equal values have equal places. */
    public int valueId(int state, int variable) {
        return states.valueId(state, variable);
    }

    /** The value of {@code variable} in {@code state}. */
    public TlaValue value(int state, int variable) {
        return states.values(variable).get(states.valueId(state, variable));
    }

    /**
     * A number of everything in the graph. Graphs that are explored alike have the same; others, but for a coincidence, have not.
     */
    public long digest() {
        long digest = generated;
        for (int variable = 0; variable < variables().size(); variable++) {
            digest = PRIME * digest + values(variable).hashCode();
        }
        for (int state = 0; state < states(); state++) {
            for (int variable = 0; variable < variables().size(); variable++) {
                digest = PRIME * digest + valueId(state, variable);
            }
            for (int edge = firstEdge(state); edge < firstEdge(state + 1); edge++) {
                digest = PRIME * (PRIME * digest + label(edge).hashCode()) + target(edge);
            }
        }
        return digest;
    }

    /** The state as an object of its own. */
    public TlaState state(int state) {
        return new TlaState(variables(), new AbstractList<>() {
            @Override
            public TlaValue get(int variable) {
                return value(state, variable);
            }

            @Override
            public int size() {
                return variables().size();
            }
        });
    }

    /** The number of {@code state}, or -1 if it is not in the graph. */
    public int indexOf(TlaState state) {
        return states.find(state.reordered(variables()));
    }
}
