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
 * raises the prices of what lies nearer by as much as is missing, so that tight arcs lead there, and then sends what they can
 * bring, in one sweep. That need not be all that they can bring; the next round finds what is left with nothing to raise. A round
 * touches only what it searches: most wants are met nearby, and the late rounds, which search far, have few left.
 */
final class MinCostFlow {
    /** Enough for any want. */
    static final int UNBOUNDED = Integer.MAX_VALUE / 2;

    private static final int UNMET = Integer.MAX_VALUE;

    /** A node that is worth another try, one on the path that is being sought, and one that leads nowhere. */
    private static final int OPEN = 0;

    private static final int ON_PATH = 1;
    private static final int DEAD = 2;
    private static final int STATES = 3;

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

    /** Where each node stands in a sweep along tight arcs. The numbers grow, so that old marks need not be cleared. */
    private final int[] mark;

    private int sweep;
    /** How many arcs, first into a node and then out of it, this sweep has no more use for. */
    private final int[] used;
    /** A path, which may be longer than the call stack is deep: its nodes and the arcs between them. */
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
        mark = new int[nodes];
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
            sweep();
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

    /** Sends what tight arcs can bring, depth first; what leads nowhere is not tried again. */
    private void sweep() {
        sweep += STATES;
        for (int node : wanting) {
            while (balance[node] < 0 && mark[node] != sweep + DEAD && fill(node)) {
                // Each path meets the want, or uses up what its end can spare or what can be taken back.
            }
        }
    }

    private boolean tight(int from, int to) {
        return price[from] + 1 == price[to];
    }

    /** Sends to a node what one path can bring; false if none leads to something to spare. */
    private boolean fill(int want) {
        int length = 0;
        path[0] = enter(want);
        while (balance[path[length]] <= 0) {
            int node = path[length];
            if (advance(node, length)) {
                length++;
            } else {
                mark[node] = sweep + DEAD;
                if (length == 0) {
                    return false;
                }
                used[path[--length]]++;
            }
        }
        augment(length);
        for (int i = 0; i <= length; i++) {
            mark[path[i]] = sweep + OPEN;
        }
        return true;
    }

    private int enter(int node) {
        if (mark[node] < sweep) {
            used[node] = 0;
        }
        mark[node] = sweep + ON_PATH;
        return node;
    }

    /** Moves on over the first arc that may lead to something to spare, if there is one left. */
    private boolean advance(int node, int length) {
        int into = firstIn[node + 1] - firstIn[node];
        int all = into + first[node + 1] - first[node];
        for (; used[node] < all; used[node]++) {
            boolean against = used[node] < into;
            int place = against ? firstIn[node] + used[node] : first[node] + used[node] - into;
            int next = against ? source[place] : target[place];
            if (mark[next] <= sweep + OPEN && (against ? tight(next, node) : flow[place] > 0)) {
                path[length + 1] = enter(next);
                way[length] = against ? in[place] : ~place;
                return true;
            }
        }
        return false;
    }

    /** Sends along the path as much as both ends and what can be taken back allow. */
    private void augment(int length) {
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
}
