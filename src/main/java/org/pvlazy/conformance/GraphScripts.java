package org.pvlazy.conformance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pvlazy.tla.ActionLabel;
import org.pvlazy.tla.TlaValue;
import org.pvlazy.tlc.StateGraph;

/** Paths of a state graph as scripts. What the graph says of a state or a label is looked up once for all of them. */
final class GraphScripts {
    private final StateGraph graph;
    private final String name;
    private final int initial;
    /** For each label of the graph. */
    private final long[] offers;
    /** For each state the place of its set in {@link #enabled}. */
    private final int[] setOf;
    /** Sorted offers, each set once: there are far fewer than states. */
    private final long[][] enabled;

    GraphScripts(StateGraph graph, String name, Binding binding) {
        this.graph = graph;
        this.name = name;
        initial = graph.initialStates()[0];
        offers = graph.labels().stream().mapToLong(binding::offer).toArray();
        setOf = new int[graph.states()];
        Map<OfferSet, Integer> sets = new HashMap<>();
        List<long[]> distinct = new ArrayList<>();
        for (int state = 0; state < graph.states(); state++) {
            OfferSet here = new OfferSet(offersOf(state));
            Integer known = sets.putIfAbsent(here, distinct.size());
            if (known == null) {
                setOf[state] = distinct.size();
                distinct.add(here.offers);
            } else {
                setOf[state] = known;
            }
        }
        enabled = distinct.toArray(long[][]::new);
    }

    /** Equal if it has the same elements. */
    private static final class OfferSet {
        private final long[] offers;

        OfferSet(long[] offers) {
            this.offers = offers;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof OfferSet set && Arrays.equals(offers, set.offers);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(offers);
        }
    }

    private long[] offersOf(int state) {
        int first = graph.firstEdge(state);
        long[] here = new long[graph.firstEdge(state + 1) - first];
        for (int i = 0; i < here.length; i++) {
            here[i] = offers[graph.labelId(first + i)];
        }
        Arrays.sort(here);
        return here;
    }

    /** The path along these edges, the {@code number}-th of its tour. */
    Script path(int number, int[] edges) {
        return new Path(number, edges);
    }

    private final class Path implements Script {
        private final int number;
        private final int[] edges;

        Path(int number, int[] edges) {
            this.number = number;
            this.edges = edges;
        }

        @Override
        public String name() {
            return name + " path " + number;
        }

        @Override
        public List<String> variables() {
            return graph.variables();
        }

        @Override
        public int steps() {
            return edges.length;
        }

        @Override
        public ActionLabel label(int position) {
            return graph.label(edges[position]);
        }

        @Override
        public long offer(int position) {
            return offers[graph.labelId(edges[position])];
        }

        @Override
        public TlaValue expected(int position, int variable) {
            return graph.value(state(position), variable);
        }

        @Override
        public long[] enabled(int position) {
            return enabled[setOf[state(position)]];
        }

        private int state(int position) {
            return position == 0 ? initial : graph.target(edges[position - 1]);
        }
    }
}
