package org.pvlazy.testgen;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.pvlazy.tlc.StateGraph;

/** The same answers by simpler and slower ways. */
final class Reference {
    private static final int FAR = Integer.MAX_VALUE / 2;

    private Reference() {}

    /** The steps of a best tour: a search over where one is and which edges are taken; a return to the start is free. */
    static long fewestSteps(StateGraph graph) {
        int all = (1 << graph.edges()) - 1;
        int initial = graph.initialStates()[0];
        int[][] steps = new int[graph.states()][all + 1];
        for (int[] row : steps) {
            Arrays.fill(row, FAR);
        }
        Deque<int[]> queue = new ArrayDeque<>();
        steps[initial][0] = 0;
        queue.add(new int[] {initial, 0, 0});
        while (true) {
            int[] top = queue.remove();
            int state = top[0];
            int taken = top[1];
            if (top[2] > steps[state][taken]) {
                continue;
            }
            if (taken == all) {
                return top[2];
            }
            if (top[2] < steps[initial][taken]) {
                steps[initial][taken] = top[2];
                queue.addFirst(new int[] {initial, taken, top[2]});
            }
            for (int edge = graph.firstEdge(state); edge < graph.firstEdge(state + 1); edge++) {
                int now = taken | 1 << edge;
                if (top[2] + 1 < steps[graph.target(edge)][now]) {
                    steps[graph.target(edge)][now] = top[2] + 1;
                    queue.addLast(new int[] {graph.target(edge), now, top[2] + 1});
                }
            }
        }
    }

    /** How many edges have to be taken again: one unit after the other to where it is wanted, each on a shortest way. */
    static long repetitions(StateGraph graph) {
        int source = graph.states();
        int sink = source + 1;
        int[] balance = new int[graph.states()];
        Network network = new Network(graph.states() + 2);
        for (int state = 0; state < graph.states(); state++) {
            for (int edge = graph.firstEdge(state); edge < graph.firstEdge(state + 1); edge++) {
                network.add(state, graph.target(edge), FAR, 1);
                balance[state]--;
                balance[graph.target(edge)]++;
            }
        }
        balance[graph.initialStates()[0]] = FAR;
        for (int state = 0; state < graph.states(); state++) {
            if (balance[state] > 0) {
                network.add(source, state, balance[state], 0);
            } else {
                network.add(state, sink, -balance[state], 0);
            }
        }
        return network.send(source, sink)[1];
    }

    /** Flows, one unit at a time, on shortest ways as Bellman and Ford find them. */
    static final class Network {
        private final int nodes;
        private final List<int[]> arcs = new ArrayList<>();

        Network(int nodes) {
            this.nodes = nodes;
        }

        /** An arc, and its reverse behind it: from, to, room, price. */
        void add(int from, int to, int room, int price) {
            arcs.add(new int[] {from, to, room, price});
            arcs.add(new int[] {to, from, 0, -price});
        }

        /** How much can be sent, and the least that it costs. */
        long[] send(int source, int sink) {
            long sent = 0;
            long cost = 0;
            while (true) {
                int[] distance = new int[nodes];
                int[] last = new int[nodes];
                search(source, distance, last);
                if (distance[sink] >= FAR) {
                    return new long[] {sent, cost};
                }
                for (int node = sink; node != source; node = arcs.get(last[node])[0]) {
                    arcs.get(last[node])[2]--;
                    arcs.get(last[node] ^ 1)[2]++;
                }
                sent++;
                cost += distance[sink];
            }
        }

        private void search(int source, int[] distance, int[] last) {
            Arrays.fill(distance, FAR);
            distance[source] = 0;
            for (boolean changed = true; changed; ) {
                changed = false;
                for (int i = 0; i < arcs.size(); i++) {
                    int[] arc = arcs.get(i);
                    if (arc[2] > 0 && distance[arc[0]] < FAR && distance[arc[0]] + arc[3] < distance[arc[1]]) {
                        distance[arc[1]] = distance[arc[0]] + arc[3];
                        last[arc[1]] = i;
                        changed = true;
                    }
                }
            }
        }
    }
}
