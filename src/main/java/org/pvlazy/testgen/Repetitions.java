package org.pvlazy.testgen;

import java.util.Arrays;
import org.pvlazy.tlc.StateGraph;

/** How often a tour takes each edge, so that every state but the initial one is entered at least as often as it is left. */
final class Repetitions {
    private static final int NONE = -1;

    private final StateGraph graph;
    private final int initial;
    private final int[] perEdge;
    /** Arrivals minus departures, with every edge taken once. */
    private final int[] balance;

    private final long lowerBound;

    /** The edges into each state, and where those of a state begin. */
    private final int[] incoming;

    private final int[] firstIncoming;
    private final int[] source;

    private final int[] towardsGoal;
    private final int[] seenIn;
    private final int[] queue;
    private int search;

    private Repetitions(StateGraph graph) {
        this.graph = graph;
        initial = graph.initialStates()[0];
        perEdge = new int[graph.edges()];
        Arrays.fill(perEdge, 1);
        balance = new int[graph.states()];
        source = new int[graph.edges()];
        firstIncoming = new int[graph.states() + 1];
        incoming = new int[graph.edges()];
        index();
        lowerBound = graph.edges() + deficits();
        towardsGoal = new int[graph.states()];
        seenIn = new int[graph.states()];
        queue = new int[graph.states()];
    }

    static Repetitions of(StateGraph graph) {
        Repetitions repetitions = new Repetitions(graph);
        // Short loans first, so that a surplus goes to a state near by.
        for (int reach = 1; repetitions.deficits() > 0; reach *= 2) {
            repetitions.settle(reach);
        }
        return repetitions;
    }

    int[] perEdge() {
        return perEdge;
    }

    long lowerBound() {
        return lowerBound;
    }

    private void index() {
        for (int state = 0; state < graph.states(); state++) {
            for (int edge = graph.firstEdge(state); edge < graph.firstEdge(state + 1); edge++) {
                source[edge] = state;
                firstIncoming[graph.target(edge) + 1]++;
                balance[state]--;
                balance[graph.target(edge)]++;
            }
        }
        for (int state = 0; state < graph.states(); state++) {
            firstIncoming[state + 1] += firstIncoming[state];
        }
        int[] filled = firstIncoming.clone();
        for (int edge = 0; edge < graph.edges(); edge++) {
            incoming[filled[graph.target(edge)]++] = edge;
        }
    }

    private long deficits() {
        long deficits = 0;
        for (int state = 0; state < balance.length; state++) {
            if (state != initial && balance[state] < 0) {
                deficits -= balance[state];
            }
        }
        return deficits;
    }

    private void settle(int reach) {
        for (int state = 0; state < balance.length; state++) {
            while (state != initial && balance[state] < 0) {
                int lender = lender(state, reach);
                if (lender == NONE) {
                    break;
                }
                int units = lender == initial ? -balance[state] : Math.min(balance[lender], -balance[state]);
                balance[lender] -= lender == initial ? 0 : units;
                balance[state] += units;
                for (int s = lender; s != state; s = graph.target(towardsGoal[s])) {
                    perEdge[towardsGoal[s]] += units;
                }
            }
        }
    }

    /** The nearest state with an arrival to spare from which {@code goal} is at most {@code reach} steps away. */
    private int lender(int goal, int reach) {
        search++;
        int head = 0;
        int tail = 0;
        queue[tail++] = goal;
        seenIn[goal] = search;
        for (int distance = 0; distance < reach && head < tail; distance++) {
            for (int end = tail; head < end; head++) {
                int state = queue[head];
                for (int i = firstIncoming[state]; i < firstIncoming[state + 1]; i++) {
                    int from = source[incoming[i]];
                    if (seenIn[from] != search) {
                        seenIn[from] = search;
                        towardsGoal[from] = incoming[i];
                        if (from == initial || balance[from] > 0) {
                            return from;
                        }
                        queue[tail++] = from;
                    }
                }
            }
        }
        return NONE;
    }
}
