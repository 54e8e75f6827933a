package org.pvlazy.testgen;

import java.util.Arrays;

/**
 * A flow that meets every demand at the least cost, by the primal-dual method: shortest distances under reduced costs, then as
 * much flow as possible along shortest paths (Dinic), and again. Costs are small integers, so distances are small too, each round
 * raises the distance from source to sink, and a queue with one bucket for each distance will do.
 */
final class MinCostFlow {
    /** Enough for any demand. */
    static final int UNBOUNDED = Integer.MAX_VALUE / 2;

    private static final int UNREACHED = Integer.MAX_VALUE;

    private final int[] first;
    private final int[] next;
    private final int[] head;
    private final int[] capacity;
    private final byte[] cost;
    private int arcs;

    private final int[] potential;
    private final int[] distance;
    private final int[] level;
    private final int[] current;
    private final int[] queue;
    /** The arcs on the way from the source; paths may be longer than the call stack is deep. */
    private final int[] way;

    MinCostFlow(int nodes, int arcs) {
        first = new int[nodes];
        Arrays.fill(first, -1);
        next = new int[2 * arcs];
        head = new int[2 * arcs];
        capacity = new int[2 * arcs];
        cost = new byte[2 * arcs];
        potential = new int[nodes];
        distance = new int[nodes];
        level = new int[nodes];
        current = new int[nodes];
        queue = new int[nodes];
        way = new int[nodes];
    }

    /** Adds an arc and returns its number. Its reverse has the number after it. */
    int add(int from, int to, int room, int price) {
        if (price < 0 || price > Byte.MAX_VALUE || room < 0) {
            throw new IllegalArgumentException("no arc has room " + room + " and price " + price);
        }
        int arc = arcs;
        put(from, to, room, price);
        put(to, from, 0, -price);
        return arc;
    }

    private void put(int from, int to, int room, int price) {
        head[arcs] = to;
        capacity[arcs] = room;
        cost[arcs] = (byte) price;
        next[arcs] = first[from];
        first[from] = arcs++;
    }

    /** The flow on an arc. */
    int flow(int arc) {
        return capacity[arc + 1];
    }

    /** Sends as much as possible from source to sink, as cheaply as possible. Returns how much. */
    long send(int source, int sink) {
        long sent = 0;
        while (shortestPaths(source, sink)) {
            while (layers(source, sink)) {
                System.arraycopy(first, 0, current, 0, first.length);
                sent += push(source, sink);
            }
        }
        return sent;
    }

    private boolean shortestPaths(int source, int sink) {
        Arrays.fill(distance, UNREACHED);
        Buckets buckets = new Buckets();
        distance[source] = 0;
        buckets.add(0, source);
        for (int node = buckets.poll(); node >= 0; node = buckets.poll()) {
            if (distance[node] < buckets.key()) {
                continue; // Found a shorter way meanwhile.
            }
            if (buckets.key() > distance[sink]) {
                break;
            }
            for (int arc = first[node]; arc >= 0; arc = next[arc]) {
                int to = head[arc];
                int length = distance[node] + cost[arc] + potential[node] - potential[to];
                if (capacity[arc] > 0 && length < distance[to]) {
                    distance[to] = length;
                    buckets.add(length, to);
                }
            }
        }
        if (distance[sink] == UNREACHED) {
            return false;
        }
        for (int node = 0; node < potential.length; node++) {
            potential[node] += Math.min(distance[node], distance[sink]);
        }
        return true;
    }

    /** Breadth-first layers over the arcs that lie on shortest paths. */
    private boolean layers(int source, int sink) {
        Arrays.fill(level, -1);
        level[source] = 0;
        queue[0] = source;
        int tail = 1;
        for (int at = 0; at < tail; at++) {
            int node = queue[at];
            for (int arc = first[node]; arc >= 0; arc = next[arc]) {
                if (level[head[arc]] < 0 && shortest(node, arc)) {
                    level[head[arc]] = level[node] + 1;
                    queue[tail++] = head[arc];
                }
            }
        }
        return level[sink] >= 0;
    }

    private boolean shortest(int node, int arc) {
        return capacity[arc] > 0 && cost[arc] + potential[node] - potential[head[arc]] == 0;
    }

    /** Fills the layers until no more goes through them. */
    private long push(int source, int sink) {
        long pushed = 0;
        int length = 0;
        int node = source;
        while (true) {
            if (node == sink) {
                pushed += augment(length);
                length = 0;
                node = source;
            } else if (advance(node)) {
                way[length++] = current[node];
                node = head[current[node]];
            } else if (length > 0) {
                node = head[way[--length] ^ 1];
                current[node] = next[current[node]];
            } else {
                return pushed;
            }
        }
    }

    /** Moves on to the next arc that leads to the next layer. */
    private boolean advance(int node) {
        int arc = current[node];
        while (arc >= 0 && !(level[head[arc]] == level[node] + 1 && shortest(node, arc))) {
            arc = next[arc];
        }
        current[node] = arc;
        return arc >= 0;
    }

    /** Sends as much as there is room for along the way. */
    private int augment(int length) {
        int room = UNBOUNDED;
        for (int i = 0; i < length; i++) {
            room = Math.min(room, capacity[way[i]]);
        }
        for (int i = 0; i < length; i++) {
            capacity[way[i]] -= room;
            capacity[way[i] ^ 1] += room;
        }
        return room;
    }

    /** A priority queue of nodes with small keys that never fall below the key polled last. */
    private static final class Buckets {
        private int[][] nodes = new int[64][];
        private int[] sizes = new int[64];
        private int key;

        void add(int at, int node) {
            if (at >= nodes.length) {
                int longer = Math.max(at + 1, 2 * nodes.length);
                nodes = Arrays.copyOf(nodes, longer);
                sizes = Arrays.copyOf(sizes, longer);
            }
            if (nodes[at] == null) {
                nodes[at] = new int[16];
            } else if (sizes[at] == nodes[at].length) {
                nodes[at] = Arrays.copyOf(nodes[at], 2 * sizes[at]);
            }
            nodes[at][sizes[at]++] = node;
        }

        /** A node with the smallest key, or -1. */
        int poll() {
            while (key < sizes.length && sizes[key] == 0) {
                key++;
            }
            return key == sizes.length ? -1 : nodes[key][--sizes[key]];
        }

        int key() {
            return key;
        }
    }
}
