package org.pvlazy.testgen;

import java.util.Arrays;
import java.util.function.LongConsumer;
import org.pvlazy.tlc.StateGraph;

/**
 * How often a tour of the fewest steps takes each edge.
 *
 * <p>With every edge taken once, some states are left more often than entered: they want arrivals. Others are entered too often
 * and can spare some, and the initial state can spare as many as wanted, for a new path begins there. The edges taken again carry
 * arrivals from there to where they are wanted, each at the cost of one step: a flow of least cost. Once every state but the
 * initial one is entered at least as often as left, the edges fall apart into paths; and no tour does with fewer, because the
 * edges that any tour repeats are such a flow.
 */
final class Repetitions {
    private Repetitions() {}

    /** Tells {@code progress} now and then how many arrivals are still wanted. */
    static int[] of(StateGraph graph, LongConsumer progress) {
        int[] first = new int[graph.states() + 1];
        int[] target = new int[graph.edges()];
        Arrays.setAll(first, graph::firstEdge);
        Arrays.setAll(target, graph::target);
        MinCostFlow again = new MinCostFlow(first, target, balance(graph));
        if (!again.solve(progress)) {
            throw new IllegalArgumentException("some states cannot be reached from the initial one");
        }
        int[] perEdge = new int[graph.edges()];
        Arrays.setAll(perEdge, edge -> 1 + again.flow(edge));
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
        balance[graph.initialStates()[0]] = MinCostFlow.UNBOUNDED;
        return balance;
    }
}
