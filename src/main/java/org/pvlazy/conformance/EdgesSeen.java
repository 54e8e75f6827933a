package org.pvlazy.conformance;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;

/** Which edges of the state graph were taken: the feedback of a search. */
final class EdgesSeen {
    private final Set<Long> seen = new HashSet<>();

    /** Takes an edge. */
    void add(Oracle.Node node, long offer) {
        seen.add(node.edge(offer));
    }

    boolean isNew(Oracle.Node node, long offer) {
        return isNew(node.edge(offer));
    }

    /** The same of an edge as the node gives it. */
    boolean isNew(long edge) {
        return !seen.contains(edge);
    }

    int size() {
        return seen.size();
    }

    /** Draws one of the ways that is new, or any if none is. */
    long draw(Oracle.Node node, long[] ways, Random random) {
        long[] fresh = Arrays.stream(ways).filter(way -> isNew(node, way)).toArray();
        long[] from = fresh.length == 0 ? ways : fresh;
        return from[random.nextInt(from.length)];
    }
}
