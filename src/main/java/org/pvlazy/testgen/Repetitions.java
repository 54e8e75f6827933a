package org.pvlazy.testgen;

import java.util.Arrays;
import org.pvlazy.tlc.StateGraph;

/**
 * How often a tour of the fewest steps takes each edge.
 *
 * <p>With every edge taken once, some states are left more often than entered: they demand arrivals. Others are entered too often
 * and can spare some, and the initial state can spare as many as wanted, for a new path begins there. The edges taken again carry
 * arrivals from there to where they are wanted, each at the cost of one step: a flow of least cost. Once every state but the
 * initial one is entered at least as often as left, the edges fall apart into paths; and no tour does with fewer, because the
 * edges that any tour repeats are such a flow.
 */
final class Repetitions {
    private Repetitions() {}

    static int[] of(StateGraph graph) {
        int initial = graph.initialStates()[0];
        int[] balance = balance(graph);
        int source = graph.states();
        int sink = source + 1;
        MinCostFlow network = new MinCostFlow(graph.states() + 2, graph.edges() + graph.states());
        // The first arcs are the edges, two numbers each.
        for (int state = 0; state < graph.states(); state++) {
            for (int edge = graph.firstEdge(state); edge < graph.firstEdge(state + 1); edge++) {
                network.add(state, graph.target(edge), MinCostFlow.UNBOUNDED, 1);
            }
        }
        long demand = 0;
        for (int state = 0; state < graph.states(); state++) {
            if (state == initial) {
                network.add(source, state, MinCostFlow.UNBOUNDED, 0);
            } else if (balance[state] > 0) {
                network.add(source, state, balance[state], 0);
            } else if (balance[state] < 0) {
                network.add(state, sink, -balance[state], 0);
                demand -= balance[state];
            }
        }
        if (network.send(source, sink) != demand) {
            throw new IllegalArgumentException("some states cannot be reached from the initial one");
        }
        int[] perEdge = new int[graph.edges()];
        Arrays.setAll(perEdge, edge -> 1 + network.flow(2 * edge));
        return perEdge;
    }

    /** Arrivals minus departures with every edge taken once. */
    private static int[] balance(StateGraph graph) {
        int[] balance = new int[graph.states()];
        for (int state = 0; state < graph.states(); state++) {
            for (int edge = graph.firstEdge(state); edge < graph.firstEdge(state + 1); edge++) {
                balance[state]--;
                balance[graph.target(edge)]++;
            }
        }
        return balance;
    }
}
