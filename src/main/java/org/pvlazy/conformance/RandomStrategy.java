package org.pvlazy.conformance;

import java.util.List;
import java.util.Random;

/**
 * Any step, rather one that is new. Some schedules begin with nothing given and go on to their end. The others begin with the steps to a
 * state from which not everything was tried, or with a part of them, and are given up when they go for long where others went.
 */
final class RandomStrategy implements Strategy {
    /** One step in so many is drawn without regard to what is new. */
    private static final int ANY = 8;

    private static final int MOST_STALE = 25;

    private final Random random;
    private final EdgesSeen edges;
    private final Frontier frontier;
    private List<Long> prefix = List.of();
    private boolean free;
    /** Steps since the last new edge, those of the prefix not counted. */
    private int stale;

    RandomStrategy(Random random, EdgesSeen edges) {
        this.random = random;
        this.edges = edges;
        frontier = new Frontier(edges);
    }

    @Override
    public void begin() {
        stale = 0;
        frontier.begin();
        int kind = random.nextInt(3);
        free = kind == 0;
        List<Long> steps = free ? List.of() : frontier.draw(random);
        prefix = kind == 2 ? steps : steps.subList(0, random.nextInt(steps.size() + 1));
    }

    @Override
    public long next(int position, Oracle.Node node, long[] ways) {
        frontier.reach(node, ways);
        long way = way(position, node, ways);
        frontier.leave(way);
        return way;
    }

    private long way(int position, Oracle.Node node, long[] ways) {
        if (position < prefix.size()) {
            return prefix.get(position);
        }
        if (stale > MOST_STALE && !free) {
            return STOP;
        }
        boolean any = random.nextInt(ANY) == 0;
        long way = any ? ways[random.nextInt(ways.length)] : edges.draw(node, ways, random);
        stale = edges.isNew(node, way) ? 0 : stale + 1;
        return way;
    }
}
