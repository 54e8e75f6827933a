package org.pvlazy.tlc.embedded;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pvlazy.tlc.embedded.KnownValues.Known;
import tlc2.tool.TLCState;

/** Some states that follow one another in the graph, and what was found when their successors were computed. */
final class Batch {
    /** A state with its values, in the order of the variables. */
    static final class Node {
        private final TLCState state;
        private final Known[] values;

        Node(TLCState state, Known[] values) {
            this.state = state;
            this.values = values;
        }

        TLCState state() {
            return state;
        }

        Known[] values() {
            return values;
        }
    }

    /**
     * A step.
     *
     * @param action its number in the tool
     * @param target null if a constraint of the model cuts it off
     */
    record Step(int action, @Nullable Node target) {}

    /** The states. */
    final List<Node> nodes;

    /** For each state, in its turn, its steps. The last may be incomplete if there is a {@link #failure}. */
    final List<List<Step>> steps = new ArrayList<>();

    /** What ended the computation. */
    @Nullable
    Throwable failure;

    /** Guarded by the explorer. */
    boolean computed;

    Batch(List<Node> nodes) {
        this.nodes = nodes;
    }
}
