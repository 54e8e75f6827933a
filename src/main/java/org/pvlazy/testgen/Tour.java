package org.pvlazy.testgen;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.lang3.ArrayUtils;
import org.pvlazy.tlc.StateGraph;

/**
 * A transition tour: paths from the initial state that together take every edge of a graph. Each path goes on along edges not
 * taken yet for as long as it can, then to the nearest state that has one; when none can be reached, the next path begins.
 */
public final class Tour {
    private static final int NONE = -1;

    private final StateGraph graph;
    private final int[] source;
    private final boolean[] taken;
    /** For each state, edges out of it not taken yet. */
    private final int[] open;

    private final int[] reachedBy;
    private final int[] seenIn;
    private final int[] queue;
    private int search;
    private long remaining;

    private Tour(StateGraph graph) {
        this.graph = graph;
        source = new int[graph.edges()];
        taken = new boolean[graph.edges()];
        open = new int[graph.states()];
        for (int state = 0; state < graph.states(); state++) {
            open[state] = graph.firstEdge(state + 1) - graph.firstEdge(state);
            Arrays.fill(source, graph.firstEdge(state), graph.firstEdge(state + 1), state);
        }
        reachedBy = new int[graph.states()];
        seenIn = new int[graph.states()];
        queue = new int[graph.states()];
        remaining = graph.edges();
    }

    /** The paths, each a list of edges; every edge of the graph is on at least one of them. */
    public static List<int[]> of(StateGraph graph) {
        if (graph.initialStates().length != 1) {
            throw new IllegalArgumentException("a tour needs one initial state, not " + graph.initialStates().length);
        }
        return new Tour(graph).paths();
    }

    private List<int[]> paths() {
        List<int[]> paths = new ArrayList<>();
        int initial = graph.initialStates()[0];
        while (remaining > 0) {
            int[] path = path(initial);
            if (path.length == 0) {
                throw new IllegalStateException(remaining + " edges cannot be reached");
            }
            paths.add(path);
        }
        return paths;
    }

    private int[] path(int initial) {
        List<Integer> path = new ArrayList<>();
        int state = initial;
        while (true) {
            while (open[state] > 0) {
                int edge = bestOpenEdge(state);
                take(edge);
                path.add(edge);
                state = graph.target(edge);
            }
            int goal = nearestOpen(state);
            if (goal == NONE) {
                return ArrayUtils.toPrimitive(path.toArray(Integer[]::new));
            }
            int at = path.size();
            for (int s = goal; s != state; s = source[reachedBy[s]]) {
                path.add(at, reachedBy[s]);
            }
            state = goal;
        }
    }

    private void take(int edge) {
        taken[edge] = true;
        open[source[edge]]--;
        remaining--;
    }

    /** Self-loops first, for they cost nothing; then an edge to where the walk can go on. */
    private int bestOpenEdge(int state) {
        int best = NONE;
        int bestRank = -1;
        for (int edge = graph.firstEdge(state); edge < graph.firstEdge(state + 1); edge++) {
            if (!taken[edge]) {
                int target = graph.target(edge);
                int rank = target == state ? Integer.MAX_VALUE : open[target];
                if (rank > bestRank) {
                    best = edge;
                    bestRank = rank;
                }
            }
        }
        return best;
    }

    private int nearestOpen(int from) {
        search++;
        int head = 0;
        int tail = 0;
        queue[tail++] = from;
        seenIn[from] = search;
        while (head < tail) {
            int state = queue[head++];
            if (open[state] > 0) {
                return state;
            }
            for (int edge = graph.firstEdge(state); edge < graph.firstEdge(state + 1); edge++) {
                int target = graph.target(edge);
                if (seenIn[target] != search) {
                    seenIn[target] = search;
                    reachedBy[target] = edge;
                    queue[tail++] = target;
                }
            }
        }
        return NONE;
    }
}
