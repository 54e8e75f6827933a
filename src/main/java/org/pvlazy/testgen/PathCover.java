package org.pvlazy.testgen;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.apache.commons.lang3.ArrayUtils;
import org.pvlazy.tlc.StateGraph;

/**
 * Takes a multigraph apart into paths from its initial state, by Hierholzer's algorithm. Every state is entered at least as often
 * as it is left; an arrival too many is where a path ends, as if a return to the initial state followed.
 *
 * <p>Of the edges that can be taken next it prefers one of the same kin as the last. How many steps there are is settled before; this
 * only says in which order.
 */
final class PathCover {
    /** A return to the initial state, which is no edge. */
    private static final int RETURN = -1;

    private static final int NOTHING = -2;

    private final StateGraph graph;
    private final IntUnaryOperator kin;
    private final int initial;
    /** How often each edge is still to be taken. */
    private final int[] left;
    /** Returns still to be made from each state. */
    private final int[] returns;

    /** With the kin of each edge's label. Takes the array over. */
    PathCover(StateGraph graph, int[] perEdge, IntUnaryOperator kin) {
        this.graph = graph;
        this.kin = kin;
        initial = graph.initialStates()[0];
        left = perEdge;
        returns = new int[graph.states()];
        for (int state = 0; state < graph.states(); state++) {
            for (int edge = graph.firstEdge(state); edge < graph.firstEdge(state + 1); edge++) {
                returns[state] -= perEdge[edge];
                returns[graph.target(edge)] += perEdge[edge];
            }
        }
    }

    List<int[]> paths() {
        List<int[]> paths = new ArrayList<>();
        int[] circuit = circuit();
        int start = 0;
        for (int end = 0; end <= circuit.length; end++) {
            if (end == circuit.length || circuit[end] == RETURN) {
                if (end > start) {
                    paths.add(Arrays.copyOfRange(circuit, start, end));
                }
                start = end + 1;
            }
        }
        return paths;
    }

    /** Every edge as often as it is to be taken and every return, in the order of one walk from the initial state. */
    private int[] circuit() {
        Stack walk = new Stack();
        Stack open = new Stack();
        open.push(RETURN);
        while (true) {
            int top = open.top();
            int edge = take(top);
            if (edge != NOTHING) {
                open.push(edge);
                continue;
            }
            open.pop();
            if (open.size == 0) {
                break;
            }
            walk.push(top);
        }
        int[] circuit = Arrays.copyOf(walk.elements, walk.size);
        ArrayUtils.reverse(circuit);
        return circuit;
    }

    /** Takes an edge, or a return, out of the state that the last one has led to. */
    private int take(int last) {
        int state = last == RETURN ? initial : graph.target(last);
        int found = NOTHING;
        for (int edge = graph.firstEdge(state); edge < graph.firstEdge(state + 1); edge++) {
            if (left[edge] > 0) {
                if (last == RETURN || kin(edge) == kin(last)) {
                    found = edge;
                    break;
                }
                found = found == NOTHING ? edge : found;
            }
        }
        if (found != NOTHING) {
            left[found]--;
        } else if (returns[state] > 0) {
            returns[state]--;
            found = RETURN;
        }
        return found;
    }

    private int kin(int edge) {
        return kin.applyAsInt(graph.labelId(edge));
    }

    /** Numbers, the last on top. */
    private static final class Stack {
        private int[] elements = new int[1024];
        private int size;

        void push(int element) {
            if (size == elements.length) {
                elements = Arrays.copyOf(elements, Math.multiplyExact(size, 2));
            }
            elements[size++] = element;
        }

        int top() {
            return elements[size - 1];
        }

        void pop() {
            size--;
        }
    }
}
