package org.pvlazy.report;

import java.util.List;
import java.util.stream.Collectors;
import org.pvlazy.tla.TlaState;
import org.pvlazy.trace.Trace;
import org.pvlazy.trace.TraceEnd;
import org.pvlazy.trace.TraceStep;

/** The steps of a trace as a markdown table, for the essay about it. */
public final class StepTable {
    private StepTable() {}

    /** The table, and how the trace goes on if it does. */
    public static String of(Trace trace) {
        StringBuilder out =
                new StringBuilder(Markdown.row(List.of("#", "thread", "step", "kernel function", "what changes")));
        out.append("|---:|---|---|---|---|\n");
        for (int i = 1; i < trace.states().size(); i++) {
            TraceStep step = trace.states().get(i).step();
            if (step != null) {
                out.append(row(Integer.toString(i), step, trace.state(i - 1), trace.state(i)));
            }
        }
        int last = trace.states().size() - 1;
        TraceStep closing = trace.closingStep();
        if (trace.end() instanceof TraceEnd.Lasso lasso && closing != null) {
            out.append(row(Integer.toString(last + 1), closing, trace.state(last), trace.state(lasso.index())));
        }
        String end = end(trace);
        return end.isEmpty() ? out.toString() : out + "\n" + end + "\n";
    }

    /** How a trace goes on, in a sentence; empty if that does not matter. */
    public static String end(Trace trace) {
        int last = trace.states().size() - 1;
        if (trace.end() instanceof TraceEnd.Lasso lasso) {
            String back = " back to the " + place(lasso.index()) + ", and so on for ever.";
            return trace.closingStep() == null
                    ? "After step " + last + " it goes" + back
                    : "Step " + (last + 1) + " leads" + back;
        }
        return trace.end() instanceof TraceEnd.Stuttering
                ? "After step " + last + " nothing happens any more, for ever."
                : "";
    }

    /** The name of a state. */
    public static String place(int index) {
        return index == 0 ? "first state" : "state after step " + index;
    }

    private static String row(String number, TraceStep step, TlaState before, TlaState after) {
        String choice = StepWords.choice(step);
        return Markdown.row(List.of(
                number,
                Markdown.text(StepWords.thread(step)),
                Markdown.code(step.label().name()) + (choice.isEmpty() ? "" : " " + Markdown.text(choice)),
                Markdown.code(step.function()),
                Changes.between(before, after).stream().map(Markdown::code).collect(Collectors.joining("; "))));
    }
}
