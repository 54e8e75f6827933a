package org.pvlazy.testgen;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.function.LongConsumer;
import org.pvlazy.tlc.StateGraph;

/**
 * A transition tour: paths from the initial state that together take every edge of a graph, in the fewest steps possible. A path
 * may end anywhere, and then the next one begins.
 *
 * @param paths the paths, each a list of edges from the initial state on
 * @param steps steps on all paths together; {@link Repetitions} proves that no tour has fewer
 */
public record Tour(List<int[]> paths, long steps) {
    /**
     * A tour of the graph.
     *
     * @throws IllegalArgumentException if it has not one initial state, or not every state can be reached from that
     */
    public static Tour of(StateGraph graph) {
        return of(graph, label -> 0, wanted -> {});
    }

    /**
     * A tour of as few steps that, where it can choose, goes on with an edge whose label is of the same kin as the last one's.
     *
     * @param kin a number for each place in {@link StateGraph#labels()}
     * @param progress told now and then how many arrivals the flow of least cost has still to bring to where they are wanted
     * @throws IllegalArgumentException as above
     */
    public static Tour of(StateGraph graph, IntUnaryOperator kin, LongConsumer progress) {
        if (graph.initialStates().length != 1) {
            throw new IllegalArgumentException("a tour needs one initial state, not " + graph.initialStates().length);
        }
        int[] perEdge = Repetitions.of(graph, progress);
        long steps = Arrays.stream(perEdge).asLongStream().sum();
        List<int[]> paths = new PathCover(graph, perEdge, kin).paths();
        if (paths.stream().mapToLong(path -> path.length).sum() != steps) {
            throw new IllegalArgumentException("some states cannot be reached from the initial one");
        }
        return new Tour(paths, steps);
    }
}
