package org.pvlazy.testgen;

import java.util.Arrays;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;

/**
 * A flow of least cost where every arc costs one for each unit and holds any number of them: what nodes can spare is brought to
 * the nodes that want it.
 *
 * <p>The primal-dual method from the side of the wants. A node's price is what an arrival there costs at least: no arc lets the
 * price of its head exceed that of its tail by more than one, and units flow only on arcs where it does so by exactly one, the
 * tight ones. A round searches against the arcs, from all unmet wants at once, until it meets a node that can spare something. It
 * raises the prices of what lies nearer by as much as is missing, and then sends what tight arcs can bring (Dinic). A round
 * touches only what it searches: most wants are met nearby, and the late rounds, which search far, have few left.
 */
final class MinCostFlow {
    /** Enough for any want. */
    static final int UNBOUNDED = Integer.MAX_VALUE / 2;

    private static final int UNMET = Integer.MAX_VALUE;

    private final int[] first;
    private final int[] target;
    private final int[] flow;
    /** Where the arcs into each node begin in {@link #in} and {@link #source}. */
    private final int[] firstIn;

    private final int[] in;
    private final int[] source;
    /** What a node can still spare if positive, what it still wants if negative. */
    private final int[] balance;
    /** The nodes that wanted something when the round began. */
    private int[] wanting;

    private long wanted;
    private final int[] price;

    /** The nodes that a search has met, and how far they are from a want as prices go. */
    private final int[] met;

    private int metCount;
    private final int[] distance;
    private final Buckets buckets = new Buckets();

    /** Layers along tight arcs. Their numbers grow from search to search, so that old ones need not be cleared. */
    private final int[] layer;

    private int firstLayer;
    private int spareLayer;
    private int nextLayer = 1;
    /** How many arcs, first into a node and then out of it, these layers have no more use for. */
    private final int[] used;
    /** A path through the layers, which may be longer than the call stack is deep: its nodes and the arcs behind them. */
    private final int[] path;

    private final int[] way;

    /**
     * A network without flow.
     *
     * @param first where the arcs out of each node begin in {@code target}; one place more says where the last ones end
     * @param target the node that each arc leads to
     * @param balance what each node can spare, or wants if negative; {@link #UNBOUNDED} is without limit. Taken over
     */
    MinCostFlow(int[] first, int[] target, int[] balance) {
        this.first = first;
        this.target = target;
        this.balance = balance;
        int nodes = balance.length;
        flow = new int[target.length];
        firstIn = new int[nodes + 1];
        in = new int[target.length];
        source = new int[target.length];
        turnAround();
        wanting = IntStream.range(0, nodes).toArray();
        wanted = Arrays.stream(balance).mapToLong(here -> Math.max(0, -here)).sum();
        price = new int[nodes];
        met = new int[nodes];
        distance = new int[nodes];
        Arrays.fill(distance, UNMET);
        layer = new int[nodes];
        used = new int[nodes];
        path = new int[nodes];
        way = new int[nodes];
    }

    private void turnAround() {
        for (int head : target) {
            firstIn[head + 1]++;
        }
        Arrays.parallelPrefix(firstIn, Integer::sum);
        int[] free = firstIn.clone();
        for (int node = 0; node < balance.length; node++) {
            for (int arc = first[node]; arc < first[node + 1]; arc++) {
                int place = free[target[arc]]++;
                in[place] = arc;
                source[place] = node;
            }
        }
    }

    /**
     * Meets every want at the least cost.
     *
     * @param progress told after each round how much is still wanted
     * @return whether there is a flow that meets them
     */
    boolean solve(LongConsumer progress) {
        while (wanted > 0) {
            wanting = Arrays.stream(wanting).filter(node -> balance[node] < 0).toArray();
            int nearest = search();
            if (nearest < 0) {
                return false;
            }
            raise(nearest);
            while (layers()) {
                for (int node : wanting) {
                    fill(node);
                }
            }
            progress.accept(wanted);
        }
        return true;
    }

    /** How much flows on an arc. */
    int flow(int arc) {
        return flow[arc];
    }

    /** Meets all nodes that are nearer than any with something to spare, and says how far that is; -1 if there is none. */
    private int search() {
        metCount = 0;
        buckets.clear();
        for (int node : wanting) {
            meet(node, 0);
        }
        for (int node = buckets.poll(); node >= 0; node = buckets.poll()) {
            int here = buckets.key();
            if (distance[node] < here) {
                continue; // Met on a shorter way since.
            }
            if (balance[node] > 0) {
                return here;
            }
            for (int i = firstIn[node]; i < firstIn[node + 1]; i++) {
                meet(source[i], here + 1 + price[source[i]] - price[node]);
            }
            for (int arc = first[node]; arc < first[node + 1]; arc++) {
                if (flow[arc] > 0) {
                    meet(target[arc], here);
                }
            }
        }
        return -1;
    }

    private void meet(int node, int length) {
        int before = distance[node];
        if (length < before) {
            distance[node] = length;
            buckets.add(length, node);
            if (before == UNMET) {
                met[metCount++] = node;
            }
        }
    }

    private void raise(int nearest) {
        for (int i = 0; i < metCount; i++) {
            int node = met[i];
            price[node] += Math.max(0, nearest - distance[node]);
            distance[node] = UNMET;
        }
    }

    /** Lays layers from the wants to the first in which something can be spared, and says whether there is one. */
    private boolean layers() {
        firstLayer = nextLayer;
        spareLayer = Integer.MAX_VALUE;
        metCount = 0;
        for (int node : wanting) {
            if (balance[node] < 0) {
                reach(node, firstLayer);
            }
        }
        for (int at = 0; at < metCount && layer[met[at]] < spareLayer; at++) {
            int node = met[at];
            int behind = Math.incrementExact(layer[node]);
            for (int i = firstIn[node]; i < firstIn[node + 1]; i++) {
                if (layer[source[i]] < firstLayer && tight(source[i], node)) {
                    reach(source[i], behind);
                }
            }
            for (int arc = first[node]; arc < first[node + 1]; arc++) {
                if (layer[target[arc]] < firstLayer && flow[arc] > 0) {
                    reach(target[arc], behind);
                }
            }
        }
        nextLayer = metCount == 0 ? nextLayer : layer[met[metCount - 1]] + 1;
        return spareLayer < Integer.MAX_VALUE;
    }

    private void reach(int node, int at) {
        layer[node] = at;
        used[node] = 0;
        met[metCount++] = node;
        if (balance[node] > 0) {
            spareLayer = at;
        }
    }

    private boolean tight(int from, int to) {
        return price[from] + 1 == price[to];
    }

    /** Sends to one node what it wants, as far as the layers can bring it. */
    private void fill(int want) {
        int length = 0;
        path[0] = want;
        while (balance[want] < 0) {
            int node = path[length];
            if (layer[node] == spareLayer && balance[node] > 0) {
                send(length);
                length = 0;
            } else if (layer[node] < spareLayer && advance(node, length)) {
                length++;
            } else if (length > 0) {
                used[path[--length]]++;
            } else {
                return;
            }
        }
    }

    /** Moves on to the next layer, over the first arc that leads there, if there is one left. */
    private boolean advance(int node, int length) {
        int into = firstIn[node + 1] - firstIn[node];
        int all = into + first[node + 1] - first[node];
        for (; used[node] < all; used[node]++) {
            boolean against = used[node] < into;
            int place = against ? firstIn[node] + used[node] : first[node] + used[node] - into;
            int next = against ? source[place] : target[place];
            if (layer[next] == layer[node] + 1 && (against ? tight(next, node) : flow[place] > 0)) {
                path[length + 1] = next;
                way[length] = against ? in[place] : ~place;
                return true;
            }
        }
        return false;
    }

    /** Sends along the path as much as both ends and what can be taken back allow. */
    private void send(int length) {
        int want = path[0];
        int spare = path[length];
        int units = Math.min(-balance[want], balance[spare]);
        for (int i = 0; i < length; i++) {
            if (way[i] < 0) {
                units = Math.min(units, flow[~way[i]]);
            }
        }
        for (int i = 0; i < length; i++) {
            if (way[i] < 0) {
                flow[~way[i]] -= units;
            } else {
                flow[way[i]] += units;
            }
        }
        balance[want] += units;
        balance[spare] -= units;
        wanted -= units;
    }

    /** A priority queue of nodes with small keys that never fall below the key polled last. */
    private static final class Buckets {
        private int[][] nodes = new int[64][];
        private int[] sizes = new int[64];
        private int key;

        void clear() {
            Arrays.fill(sizes, 0);
            key = 0;
        }

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

        /** The key of the node polled last. */
        int key() {
            return key;
        }
    }
}
