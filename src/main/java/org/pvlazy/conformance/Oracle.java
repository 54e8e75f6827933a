package org.pvlazy.conformance;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pvlazy.tla.TlaState;
import org.pvlazy.tla.TlaValue;
import org.pvlazy.tlc.Evaluator;
import org.pvlazy.tlc.Successor;

/**
 * The specification, asked on the way instead of held as a graph: what it allows in a state and where each step leads. States that it was
 * asked about are remembered as long as there is room.
 */
final class Oracle {
    /** A state with its steps takes a few kilobytes. */
    private static final int ROOM = 20_000;

    private static final long MIX = 0x9e3779b97f4a7c15L;

    private final Evaluator evaluator;
    private final Binding binding;
    private final Map<Long, Node> known = new HashMap<>();

    Oracle(Evaluator evaluator, Binding binding) {
        this.evaluator = evaluator;
        this.binding = binding;
    }

    List<String> variables() {
        return evaluator.variables();
    }

    List<Node> initial() {
        return evaluator.initialStates().stream().map(this::at).toList();
    }

    Node at(TlaState state) {
        long fingerprint = fingerprint(state);
        Node before = known.get(fingerprint);
        if (before != null && before.state.equals(state)) {
            return before;
        }
        Node node = new Node(state, fingerprint);
        if (known.size() < ROOM) {
            known.put(fingerprint, node);
        }
        return node;
    }

    /** The same for equal states; for different ones almost never. */
    private static long fingerprint(TlaState state) {
        long hash = 1;
        for (TlaValue value : state.values()) {
            hash = (hash ^ value.hashCode()) * MIX;
            hash ^= hash >>> 29;
        }
        return hash;
    }

    private record Edge(long offer, Successor successor) {}

    /** A state. */
    final class Node {
        private final TlaState state;
        private final long fingerprint;
        private final List<Edge> edges;
        private final long[] enabled;
        private @Nullable List<String> violated;

        private Node(TlaState state, long fingerprint) {
            this.state = state;
            this.fingerprint = fingerprint;
            edges = evaluator.successors(state).stream()
                    .map(successor -> new Edge(binding.offer(successor.label()), successor))
                    .sorted(Comparator.comparingLong(Edge::offer))
                    .toList();
            enabled = edges.stream().mapToLong(Edge::offer).toArray();
            for (int i = 1; i < enabled.length; i++) {
                if (enabled[i] == enabled[i - 1]) {
                    throw new IllegalArgumentException("the label "
                            + edges.get(i).successor().label() + " does not determine the step in\n" + state);
                }
            }
        }

        TlaState state() {
            return state;
        }

        /** The {@link Offer}s of every step, sorted. */
        long[] enabled() {
            return enabled.clone();
        }

        /** Those of the offers, all of them allowed, that the constraints of the configuration do not rule out. */
        long[] inModel(long[] offers) {
            return Arrays.stream(offers).filter(offer -> step(offer).inModel()).toArray();
        }

        boolean allows(long offer) {
            return Arrays.binarySearch(enabled, offer) >= 0;
        }

        /** The step of an offer that it allows. */
        Successor step(long offer) {
            int at = Arrays.binarySearch(enabled, offer);
            if (at < 0) {
                throw new IllegalArgumentException(binding.describe(offer) + " is not allowed in\n" + state);
            }
            return edges.get(at).successor();
        }

        /** The configuration's invariants that are false here. */
        List<String> violated() {
            List<String> names = violated;
            if (names == null) {
                names = evaluator.invariantsViolated(state);
                violated = names;
            }
            return names;
        }

        /** Stands for the state, as {@link #edge} for an edge. */
        long fingerprint() {
            return fingerprint;
        }

        /** Stands for the edge from here: the same for the same edge; for different ones almost never. */
        long edge(long offer) {
            return (fingerprint ^ offer) * MIX;
        }
    }
}
