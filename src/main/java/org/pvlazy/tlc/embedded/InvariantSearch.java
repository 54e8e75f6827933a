package org.pvlazy.tlc.embedded;

import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tlc2.tool.Action;
import tlc2.tool.StateVec;
import tlc2.tool.TLCState;
import tlc2.tool.impl.Tool;

/** Finds every invariant that is violated somewhere, not just the first one as TLC does. */
final class InvariantSearch {
    private final Tool tool;
    private final int most;
    private final Set<Long> seen = new HashSet<>();
    private final Queue<TLCState> queue = new ArrayDeque<>();
    private final Set<String> violated = new TreeSet<>();

    /** Looks at so many states at most. */
    InvariantSearch(Tool tool, int most) {
        this.tool = tool;
        this.most = most;
    }

    Set<String> run() {
        addAll(tool.getInitStates(), null);
        for (TLCState state = queue.poll(); state != null && seen.size() < most; state = queue.poll()) {
            for (Action action : tool.getActions()) {
                addAll(tool.getNextStates(action, state), state);
            }
        }
        return violated;
    }

    private void addAll(StateVec states, @Nullable TLCState from) {
        for (int i = 0; i < states.size(); i++) {
            TLCState state = states.elementAt(i);
            if (!tool.isGoodState(state)) {
                throw Incomplete.initial(state);
            }
            boolean inModel = tool.isInModel(state) && (from == null || tool.isInActions(from, state));
            if (inModel && seen.add(state.fingerPrint())) {
                check(state);
                queue.add(state);
            }
        }
    }

    private void check(TLCState state) {
        Action[] invariants = tool.getInvariants();
        for (int i = 0; i < invariants.length; i++) {
            if (!tool.isValid(invariants[i], state)) {
                violated.add(tool.getInvNames()[i]);
            }
        }
    }
}
