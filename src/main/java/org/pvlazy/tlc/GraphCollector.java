package org.pvlazy.tlc;

import java.util.Arrays;
import java.util.List;
import org.pvlazy.tla.ActionLabel;
import org.pvlazy.tla.TlaValue;

/**
 * Takes in a graph while it is explored breadth first: initial states, then for each state in the order of its number its
 * edges and {@link #endState}. Labels that do not determine the step are refused unless the options allow them.
 */
public final class GraphCollector {
    /** States between two tellings of how far the search is. */
    private static final int TELL_EVERY = 1024;

    private final StateTable states;
    private final EdgeTable edges;
    private final GraphOptions options;
    private int[] initialStates = new int[0];
    private long generated;
    private int current;
    /** For each label, the last state it led out of (plus one) and where to. */
    private final int[] lastSource;

    private final int[] lastTarget;

    /** Begins an empty graph. */
    public GraphCollector(List<String> variables, List<ActionLabel> labels, GraphOptions options) {
        this.states = new StateTable(variables);
        this.edges = new EdgeTable(labels);
        this.options = options;
        this.lastSource = new int[labels.size()];
        this.lastTarget = new int[labels.size()];
    }

    /** The number of {@code value} among the values of {@code variable}. */
    public int value(int variable, TlaValue value) {
        return states.internValue(variable, value);
    }

    /** Number of states known. */
    public int size() {
        return states.size();
    }

    /** Number of variables. */
    public int width() {
        return states.variables().size();
    }

    /** Counts a state that was generated, whether it will be part of the graph or not. */
    public void countGenerated() {
        generated++;
    }

    /** Adds an initial state and gives its number. */
    public int initial(int[] row) {
        int before = states.size();
        int state = states.internState(row, 1);
        if (state == before) {
            initialStates = Arrays.copyOf(initialStates, initialStates.length + 1);
            initialStates[initialStates.length - 1] = state;
        }
        return state;
    }

    /** Adds a step out of the current state and gives the number of the state it leads to. */
    public int step(int label, int[] row) {
        int before = states.size();
        int target = states.internState(row, states.level(current) + 1);
        if (target == before && before >= options.maxStates()) {
            throw new TooManyStatesException(options.maxStates());
        }
        if (lastSource[label] != current + 1) {
            lastSource[label] = current + 1;
            lastTarget[label] = target;
            edges.add(label, target);
        } else if (lastTarget[label] != target) {
            addAmbiguous(label, target);
        }
        return target;
    }

    /** The edges of the current state are complete; the next one is current. */
    public void endState() {
        edges.endSource();
        current++;
        if (current % TELL_EVERY == 0) {
            options.progress()
                    .accept(new Progress(
                            states.level(states.size() - 1), generated, states.size(), states.size() - (long) current));
        }
    }

    /** The finished graph. */
    public StateGraph finish() {
        states.trim();
        edges.trim();
        return new StateGraph(states, edges, initialStates, generated);
    }

    private void addAmbiguous(int label, int target) {
        if (!options.ambiguousLabels()) {
            throw new EvaluationException("action " + edges.labels().get(label) + " leads from one state to two, "
                    + "which differ in " + difference(lastTarget[label], target)
                    + ": its choice must become a parameter bound by \\E over a constant set in front of the action");
        }
        for (int edge = edges.size() - 1; edge >= edges.first(current); edge--) {
            if (edges.label(edge) == label && edges.target(edge) == target) {
                return;
            }
        }
        edges.add(label, target);
    }

    private String difference(int one, int other) {
        for (int i = 0; i < states.variables().size(); i++) {
            if (states.valueId(one, i) != states.valueId(other, i)) {
                List<TlaValue> values = states.values(i);
                return states.variables().get(i) + " (" + values.get(states.valueId(one, i)) + " or "
                        + values.get(states.valueId(other, i)) + ")";
            }
        }
        return "nothing";
    }
}
