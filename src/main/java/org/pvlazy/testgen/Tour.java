package org.pvlazy.testgen;

import java.util.ArrayList;
import java.util.List;
import org.pvlazy.tlc.StateGraph;

/**
 * A transition tour: paths from the initial state that together take every edge of a graph, in few steps. A path may end
 * anywhere, and then the next one begins.
 *
 * <p>Taking every edge once, a walker leaves some states more often than it comes to them. For each such departure the nearest
 * state that is reached too often, or the initial one, lends an arrival: the edges from there are taken once more. After that
 * every state is entered at least as often as left, and the edges fall apart into paths.
 */
public final class Tour {
    private final List<int[]> paths;
    private final long steps;
    private final long lowerBound;

    Tour(List<int[]> paths, long lowerBound) {
        this.paths = List.copyOf(paths);
        this.steps = paths.stream().mapToLong(path -> path.length).sum();
        this.lowerBound = lowerBound;
    }

    /** A tour of the graph, which must have one initial state. */
    public static Tour of(StateGraph graph) {
        if (graph.initialStates().length != 1) {
            throw new IllegalArgumentException("a tour needs one initial state, not " + graph.initialStates().length);
        }
        Repetitions repetitions = Repetitions.of(graph);
        return new Tour(new PathCover(graph, repetitions.perEdge()).paths(), repetitions.lowerBound());
    }

    /** The paths, each a list of edges from the initial state on. */
    public List<int[]> paths() {
        return new ArrayList<>(paths);
    }

    /** Steps on all paths together. */
    public long steps() {
        return steps;
    }

    /**
     * No tour has fewer steps: every edge once, and one step more for each time that a state other than the initial one is left
     * and not entered, because whatever brings a walker there once more ends with an edge into that state.
     */
    public long lowerBound() {
        return lowerBound;
    }
}
