package org.pvlazy.report.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.pvlazy.report.StepWords;
import org.pvlazy.report.ThreadOrder;
import org.pvlazy.tla.TlaRecord;
import org.pvlazy.tla.TlaState;
import org.pvlazy.tla.TlaStr;
import org.pvlazy.tla.TlaValue;
import org.pvlazy.trace.Trace;
import org.pvlazy.trace.TraceEnd;
import org.pvlazy.trace.TraceStep;

/**
 * What there is to draw of a trace: a row for the first state and for each step, the one that closes a loop among them. A thread is at
 * rest where it was in the first state, and where it is not or is no more.
 */
final class Rows {
    private static final Set<String> NOWHERE = Set.of("None", "Done");
    private static final String PROGRAM_COUNTER = "pc";
    private static final String ULTRAVISOR = "Ultravisor";

    private final Trace trace;
    private final Background background;
    private final List<String> threads;
    private final List<Row> rows = new ArrayList<>();

    /**
     * A row.
     *
     * @param step null in the first
     * @param state the number of the state it leads to
     * @param active the threads that are at work after it
     * @param moved other threads that it makes go somewhere
     * @param ultravisor whether it calls the Ultravisor, or changes what that knows
     */
    record Row(@Nullable TraceStep step, int state, Set<String> active, Set<String> moved, boolean ultravisor) {
        /** Who takes the step; empty in the first row. */
        String thread() {
            return step == null ? "" : StepWords.thread(step);
        }
    }

    private Rows(Trace trace, Background background) {
        this.trace = trace;
        this.background = background;
        this.threads = ThreadOrder.of(trace);
    }

    /**
     * The rows of a trace.
     *
     * @param background says which variables are the Ultravisor's, and which steps call it
     */
    static Rows of(Trace trace, Background background) {
        Rows rows = new Rows(trace, background);
        for (int i = 0; i < trace.states().size(); i++) {
            rows.add(trace.states().get(i).step(), Math.max(0, i - 1), i);
        }
        if (trace.end() instanceof TraceEnd.Lasso lasso && trace.closingStep() != null) {
            rows.add(trace.closingStep(), trace.states().size() - 1, lasso.index());
        }
        return rows;
    }

    List<Row> all() {
        return rows;
    }

    List<String> threads() {
        return threads;
    }

    Trace trace() {
        return trace;
    }

    /** Whether some step is the Ultravisor's business, so that it needs a lane. */
    boolean ultravisor() {
        return rows.stream().anyMatch(Row::ultravisor);
    }

    /** Whether a row leads to the state in which the property is false; a loop violates it as a whole. */
    boolean isViolation(int row) {
        return trace.violation() != null
                && row == trace.states().size() - 1
                && !(trace.end() instanceof TraceEnd.Lasso);
    }

    /** Whether a row belongs to the loop of a lasso. */
    boolean inLoop(int row) {
        return trace.end() instanceof TraceEnd.Lasso lasso && row > lasso.index();
    }

    private void add(@Nullable TraceStep step, int before, int state) {
        TlaState old = trace.state(before);
        TlaState now = trace.state(state);
        Set<String> active = new TreeSet<>();
        Set<String> moved = new TreeSet<>();
        for (String thread : threads) {
            if (isAtWork(thread, now)) {
                active.add(thread);
            }
            boolean own = step != null && StepWords.thread(step).equals(thread);
            if (!own && !place(thread, old).equals(place(thread, now))) {
                moved.add(thread);
            }
        }
        Executed executed = background.executed();
        boolean calls = executed != null && executed.entersUltravisor(rows.size());
        rows.add(new Row(step, state, active, moved, calls || changesUltravisor(old, now)));
    }

    private boolean changesUltravisor(TlaState old, TlaState now) {
        SpecText spec = background.spec();
        return spec != null
                && now.variables().stream().anyMatch(name -> {
                    SpecText.Variable variable = spec.variable(name);
                    return variable != null
                            && variable.module().equals(ULTRAVISOR)
                            && !now.value(name).equals(old.value(name));
                });
    }

    private boolean isAtWork(String thread, TlaState state) {
        String place = place(thread, state);
        return !place.isEmpty() && !NOWHERE.contains(place) && !place.equals(place(thread, trace.state(0)));
    }

    /** Where a thread stands; empty if the specification does not say. */
    private static String place(String thread, TlaState state) {
        TlaValue places = state.variables().contains(PROGRAM_COUNTER) ? state.value(PROGRAM_COUNTER) : null;
        if (places instanceof TlaRecord fields && fields.names().contains(thread)) {
            return fields.field(thread) instanceof TlaStr name ? name.value() : "";
        }
        return "";
    }
}
