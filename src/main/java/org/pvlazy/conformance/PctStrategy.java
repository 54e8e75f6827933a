package org.pvlazy.conformance;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Probabilistic concurrency testing: the thread of the highest priority goes on, priorities are drawn, and at {@code changes} steps
 * drawn before a schedule begins the running thread falls below all others. A bug that takes few orderings is found with a
 * probability that does not depend on how rare they are.
 *
 * <p>Some threads here never end by themselves. One that takes the same edge twice in a schedule goes round in a circle, and falls, too.
 * What the environment decides in a step is drawn, rather something new.
 */
final class PctStrategy implements Strategy {
    private final Random random;
    private final EdgesSeen edges;
    private final int changes;
    private final Map<Integer, Integer> priorities = new HashMap<>();
    private final Set<Integer> changePoints = new HashSet<>();
    private final Set<Long> taken = new HashSet<>();
    /** The longest schedule so far: change points are drawn within. */
    private int longest = 1;
    /** The lowest priority given away. */
    private int lowest;

    PctStrategy(Random random, EdgesSeen edges, int changes) {
        this.random = random;
        this.edges = edges;
        this.changes = changes;
    }

    @Override
    public void begin() {
        priorities.clear();
        changePoints.clear();
        taken.clear();
        lowest = 0;
        for (int i = 0; i < changes; i++) {
            changePoints.add(random.nextInt(longest));
        }
    }

    @Override
    public long next(int position, Oracle.Node node, long[] ways) {
        longest = Math.max(longest, position + 1);
        int first = highest(ways);
        if (changePoints.contains(position)) {
            demote(first);
            first = highest(ways);
        }
        int thread = first;
        long[] own =
                Arrays.stream(ways).filter(way -> Offer.thread(way) == thread).toArray();
        long way = edges.draw(node, own, random);
        if (!taken.add(node.edge(way))) {
            demote(thread);
        }
        return way;
    }

    private int highest(long[] ways) {
        int best = Offer.thread(ways[0]);
        for (long way : ways) {
            if (priority(Offer.thread(way)) > priority(best)) {
                best = Offer.thread(way);
            }
        }
        return best;
    }

    private int priority(int thread) {
        return priorities.computeIfAbsent(thread, unknown -> 1 + random.nextInt(Integer.MAX_VALUE - 1));
    }

    private void demote(int thread) {
        lowest--;
        priorities.put(thread, lowest);
    }
}
