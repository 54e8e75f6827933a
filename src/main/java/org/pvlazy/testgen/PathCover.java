package org.pvlazy.testgen;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.apache.commons.lang3.ArrayUtils;
import org.pvlazy.tlc.StateGraph;

/**
 * Takes a multigraph apart into paths from its initial state, by Hierholzer's algorithm. Every state is entered at least as often
 * as it is left; an arrival too many is where a path ends, as if a return to the initial state followed.
 */
final class PathCover {
    /** A return to the initial state, which is no edge. */
    private static final int RETURN = -1;

    private final StateGraph graph;
    private final int initial;
    /** How often each edge is still to be taken. */
    private final int[] left;
    /** The edge to try next at each state. */
    private final int[] next;
    /** Returns still to be made from each state. */
    private final int[] returns;

    PathCover(StateGraph graph, int[] perEdge) {
        this.graph = graph;
        initial = graph.initialStates()[0];
        left = perEdge.clone();
        next = new int[graph.states()];
        returns = new int[graph.states()];
        for (int state = 0; state < graph.states(); state++) {
            next[state] = graph.firstEdge(state);
            for (int edge = graph.firstEdge(state); edge < graph.firstEdge(state + 1); edge++) {
                returns[state] -= perEdge[edge];
                returns[graph.target(edge)] += perEdge[edge];
            }
        }
    }

    List<int[]> paths() {
        List<int[]> paths = new ArrayList<>();
        List<Integer> path = new ArrayList<>();
        for (int edge : circuit()) {
            if (edge != RETURN) {
                path.add(edge);
            } else if (!path.isEmpty()) {
                paths.add(ArrayUtils.toPrimitive(path.toArray(Integer[]::new)));
                path.clear();
            }
        }
        if (!path.isEmpty()) {
            paths.add(ArrayUtils.toPrimitive(path.toArray(Integer[]::new)));
        }
        return paths;
    }

    /** Every edge as often as it is to be taken and every return, in the order of one walk from the initial state. */
    private int[] circuit() {
        int[] walk = new int[1024];
        int size = 0;
        Deque<int[]> open = new ArrayDeque<>();
        open.push(new int[] {initial, RETURN});
        while (true) {
            int[] top = open.element();
            int edge = take(top[0]);
            if (edge != NOTHING) {
                open.push(new int[] {edge == RETURN ? initial : graph.target(edge), edge});
                continue;
            }
            open.pop();
            if (open.isEmpty()) {
                break;
            }
            if (size == walk.length) {
                walk = java.util.Arrays.copyOf(walk, 2 * size);
            }
            walk[size++] = top[1];
        }
        int[] circuit = ArrayUtils.subarray(walk, 0, size);
        ArrayUtils.reverse(circuit);
        return circuit;
    }

    private static final int NOTHING = -2;

    private int take(int state) {
        while (next[state] < graph.firstEdge(state + 1)) {
            int edge = next[state];
            if (left[edge] > 0) {
                left[edge]--;
                return edge;
            }
            next[state]++;
        }
        if (returns[state] > 0) {
            returns[state]--;
            return RETURN;
        }
        return NOTHING;
    }
}
