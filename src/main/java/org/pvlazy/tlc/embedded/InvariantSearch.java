package org.pvlazy.tlc.embedded;

import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.pvlazy.tlc.FirstViolation;
import tlc2.tool.Action;
import tlc2.tool.StateVec;
import tlc2.tool.TLCState;
import tlc2.tool.impl.Tool;

/**
 * Looks for states that violate invariants, in the order in which TLC does with one worker: where it stops at the first violation, it has
 * counted what TLC counts.
 */
final class InvariantSearch {
    private final Tool tool;
    private final int most;
    private final boolean stopAtFirst;
    private final Set<Long> seen = new HashSet<>();
    private final Queue<TLCState> queue = new ArrayDeque<>();
    private final Set<String> violated = new TreeSet<>();
    private long generated;

    private InvariantSearch(Tool tool, int most, boolean stopAtFirst) {
        this.tool = tool;
        this.most = most;
        this.stopAtFirst = stopAtFirst;
    }

    /** Every invariant that is violated in one of so many states. */
    static Set<String> all(Tool tool, int most) {
        InvariantSearch search = new InvariantSearch(tool, most, false);
        search.run();
        return search.violated;
    }

    /** The first one. */
    static FirstViolation first(Tool tool, int most) {
        InvariantSearch search = new InvariantSearch(tool, most, true);
        search.run();
        String property =
                search.violated.isEmpty() ? null : search.violated.iterator().next();
        return new FirstViolation(property, search.seen.size(), search.generated);
    }

    private boolean over() {
        return seen.size() > most || (stopAtFirst && !violated.isEmpty());
    }

    private void run() {
        addAll(tool.getInitStates(), null);
        for (TLCState state = queue.poll(); state != null && !over(); state = queue.poll()) {
            for (Action action : tool.getActions()) {
                addAll(tool.getNextStates(action, state), state);
            }
        }
    }

    private void addAll(StateVec states, @Nullable TLCState from) {
        for (int i = 0; i < states.size() && !over(); i++) {
            TLCState state = states.elementAt(i);
            generated++;
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
                if (stopAtFirst) {
                    return;
                }
            }
        }
    }
}
