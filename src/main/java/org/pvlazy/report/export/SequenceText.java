package org.pvlazy.report.export;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pvlazy.report.Changes;
import org.pvlazy.report.StepTable;
import org.pvlazy.report.StepWords;
import org.pvlazy.report.ThreadOrder;
import org.pvlazy.trace.Trace;
import org.pvlazy.trace.TraceEnd;
import org.pvlazy.trace.TraceStep;
import org.pvlazy.trace.Violation;

/** A trace as a sequence diagram: each step is a message of its thread to itself, what it changes but for where it goes on a note. */
final class SequenceText {
    /** How a tool for diagrams wants it said. */
    interface Dialect {
        String begin(String title);

        String participant(String name);

        String message(String thread, String text);

        String note(String thread, List<String> lines);

        String over(List<String> threads, String text);

        /** A loop begins. */
        String loop(String text);

        String endLoop();

        String end();
    }

    private final Dialect dialect;
    private final StringBuilder out = new StringBuilder();

    SequenceText(Dialect dialect) {
        this.dialect = dialect;
    }

    String of(Trace trace) {
        Violation violation = trace.violation();
        String title = trace.origin().model() + (violation == null ? "" : " violates " + violation.property());
        List<String> threads = ThreadOrder.of(trace);
        out.append(dialect.begin(title));
        threads.forEach(thread -> out.append(dialect.participant(thread)));
        int loop = trace.end() instanceof TraceEnd.Lasso lasso ? lasso.index() : Integer.MAX_VALUE;
        int last = trace.states().size() - 1;
        for (int i = 1; i <= last; i++) {
            if (i == loop + 1) {
                out.append(dialect.loop("for ever"));
            }
            step(i, trace, trace.states().get(i).step(), i);
        }
        TraceStep closing = trace.closingStep();
        if (trace.end() instanceof TraceEnd.Lasso lasso) {
            if (last == loop) {
                out.append(dialect.loop("for ever"));
            }
            step(last + 1, trace, closing, lasso.index());
            out.append(dialect.endLoop());
        }
        String ending = StepTable.end(trace);
        if (!threads.isEmpty()) {
            if (!ending.isEmpty()) {
                out.append(dialect.over(threads, ending));
            }
            if (violation != null) {
                out.append(dialect.over(threads, violation.property() + " is violated"));
            }
        }
        return out.append(dialect.end()).toString();
    }

    private void step(int number, Trace trace, @Nullable TraceStep step, int state) {
        if (step == null) {
            return;
        }
        String function = step.function().isEmpty() ? "" : " (" + step.function() + ")";
        String thread = StepWords.thread(step);
        out.append(dialect.message(thread, number + " " + OneLine.of(StepWords.action(step) + function)));
        List<String> changes = Changes.between(trace.state(number - 1), trace.state(state)).stream()
                .filter(change -> !change.startsWith("pc."))
                .map(OneLine::of)
                .toList();
        if (!changes.isEmpty()) {
            out.append(dialect.note(thread, changes));
        }
    }
}
