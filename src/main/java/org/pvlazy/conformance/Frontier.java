package org.pvlazy.conformance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** The states from which some step was not tried, each with the steps by which it was reached first. */
final class Frontier {
    /** A state that was reached. */
    private static final class Visit {
        /** The one before it; null for the first. */
        private final @Nullable Visit before;
        /** The step from there. */
        private final long offer;
        /** What leads on. */
        private final long[] edges;

        Visit(@Nullable Visit before, long offer, long[] edges) {
            this.before = before;
            this.offer = offer;
            this.edges = edges;
        }

        List<Long> steps() {
            List<Long> steps = new ArrayList<>();
            for (Visit visit = this; visit.before != null; visit = visit.before) {
                steps.add(visit.offer);
            }
            Collections.reverse(steps);
            return steps;
        }
    }

    private final EdgesSeen seen;
    private final Map<Long, Visit> visits = new HashMap<>();
    private final List<Visit> open = new ArrayList<>();
    private @Nullable Visit last;
    private long left;

    Frontier(EdgesSeen seen) {
        this.seen = seen;
    }

    /** A schedule begins. */
    void begin() {
        last = null;
    }

    /** The schedule is in this state. */
    void reach(Oracle.Node node, long[] ways) {
        Visit visit = visits.get(node.fingerprint());
        if (visit == null) {
            visit = new Visit(last, left, Arrays.stream(ways).map(node::edge).toArray());
            visits.put(node.fingerprint(), visit);
            open.add(visit);
        }
        last = visit;
    }

    /** The schedule goes on with this step. */
    void leave(long offer) {
        left = offer;
    }

    /** The steps to some state with something that was not tried; none if everything was. */
    List<Long> draw(Random random) {
        while (!open.isEmpty()) {
            int at = random.nextInt(open.size());
            Visit visit = open.get(at);
            if (Arrays.stream(visit.edges).anyMatch(seen::isNew)) {
                return visit.steps();
            }
            open.set(at, open.get(open.size() - 1));
            open.remove(open.size() - 1);
        }
        return List.of();
    }
}
