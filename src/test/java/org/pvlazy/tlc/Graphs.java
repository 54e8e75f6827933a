package org.pvlazy.tlc;

import java.util.ArrayList;
import java.util.List;
import org.pvlazy.tla.ActionLabel;
import org.pvlazy.tla.TlaValue;

/** State graphs made by hand, for tests of those who read them. */
public final class Graphs {
    private Graphs() {}

    /** A graph with one variable, the number of the state; {@code successors[s]} lists the targets of the edges out of s. */
    public static StateGraph of(int[][] successors, int... initial) {
        StateTable states = new StateTable(List.of("at"));
        List<ActionLabel> labels = new ArrayList<>();
        for (int[] targets : successors) {
            for (int i = labels.size(); i < targets.length; i++) {
                labels.add(ActionLabel.of("Go" + i));
            }
        }
        EdgeTable edges = new EdgeTable(labels);
        for (int state = 0; state < successors.length; state++) {
            states.internState(new int[] {states.internValue(0, TlaValue.of(state))}, 1);
            for (int i = 0; i < successors[state].length; i++) {
                edges.add(i, successors[state][i]);
            }
            edges.endSource();
        }
        states.trim();
        edges.trim();
        return new StateGraph(states, edges, initial, (long) edges.size() + initial.length);
    }
}
