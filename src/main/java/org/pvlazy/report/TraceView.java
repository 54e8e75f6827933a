package org.pvlazy.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pvlazy.tla.TlaRecord;
import org.pvlazy.tla.TlaState;
import org.pvlazy.tla.TlaValue;
import org.pvlazy.tlc.ClaimPart;
import org.pvlazy.trace.Trace;
import org.pvlazy.trace.TraceEnd;
import org.pvlazy.trace.TraceOrigin;
import org.pvlazy.trace.TraceStep;
import org.pvlazy.trace.Violation;

/** A trace for a terminal: one column for each thread, one row for each step, and below a step what it changes. */
public final class TraceView {
    private static final String INDENT = "       ";
    /** Columns for the name of a component. */
    private static final int PLACE = 16;

    private final Trace trace;
    private final ShowOptions options;
    private final List<ClaimPart> reasons;
    private final Lanes lanes;
    private final List<String> lines = new ArrayList<>();

    private TraceView(Trace trace, ShowOptions options, List<ClaimPart> reasons) {
        this.trace = trace;
        this.options = options;
        this.reasons = reasons;
        this.lanes = Lanes.of(trace, options.width());
    }

    /** The trace, by itself. */
    public static String show(Trace trace, ShowOptions options) {
        return show(trace, options, List.of());
    }

    /**
     * The trace, or the one state that the options ask for. No line is longer than the width.
     *
     * @param reasons the parts of the violated property in the last state, as far as they are known
     * @throws IllegalArgumentException if the trace has no such step
     */
    public static String show(Trace trace, ShowOptions options, List<ClaimPart> reasons) {
        TraceView view = new TraceView(trace, options, reasons);
        Integer only = options.step();
        if (only == null) {
            view.whole();
        } else if (only < 0 || only >= trace.states().size()) {
            throw new IllegalArgumentException("no step " + only + ": the trace has steps 0 to "
                    + (trace.states().size() - 1));
        } else {
            view.single(only);
        }
        return String.join("\n", view.lines) + "\n";
    }

    private void whole() {
        header();
        lines.add("");
        if (trace.states().size() > 1) {
            lines.add(Paint.STRONG.on(lanes.header(), options.colour()));
        }
        for (int i = 1; i < trace.states().size(); i++) {
            step(i, trace.states().get(i).step(), trace.state(i - 1), trace.state(i));
        }
        int last = trace.states().size() - 1;
        TraceStep closing = trace.closingStep();
        if (trace.end() instanceof TraceEnd.Lasso lasso && closing != null) {
            step(last + 1, closing, trace.state(last), trace.state(lasso.index()));
        }
        lines.add("");
        String end = StepTable.end(trace);
        if (!end.isEmpty()) {
            wrapped(end, "");
        }
        Violation violation = trace.violation();
        if (violation != null) {
            for (String line : Wrap.text("violated: " + violation.property(), options.width(), "", "  ")) {
                lines.add(Paint.BAD.on(line, options.colour()));
            }
            reasons.forEach(this::reason);
        }
        wrapped(StepTable.place(last) + ":", "");
        state(trace.state(last));
    }

    /** A part of the property with what it speaks of. */
    private void reason(ClaimPart part) {
        String bound = part.bound().isEmpty() ? "" : "   for " + String.join(", ", part.bound());
        Paint paint = part.holds() ? Paint.GOOD : Paint.BAD;
        String word = part.holds() ? "  true   " : "  false  ";
        for (String line : Wrap.text(part.text() + bound, options.width(), word, "         ")) {
            lines.add(line.replace(word, paint.on(word, options.colour())));
        }
        part.values().forEach(value -> lines.addAll(Wrap.text(value, options.width(), "           ", "             ")));
    }

    private void header() {
        TraceOrigin origin = trace.origin();
        Violation violation = trace.violation();
        String violated = violation == null
                ? "nothing"
                : violation.property() + " (" + violation.kind().name().toLowerCase(Locale.ROOT) + ")";
        wrapped(origin.model() + ", variant " + origin.variant(), "");
        wrapped(violated, "violates  ");
        wrapped(origin.tool(), "tool      ");
        wrapped(Numbers.of(trace.states().size() - 1, "step") + ending(), "length    ");
    }

    private String ending() {
        if (trace.end() instanceof TraceEnd.Lasso lasso) {
            return ", a lasso back to the " + StepTable.place(lasso.index());
        }
        return trace.end() instanceof TraceEnd.Stuttering ? ", stuttering" : "";
    }

    private void step(int number, @Nullable TraceStep step, TlaState before, TlaState after) {
        if (step != null) {
            String thread = StepWords.thread(step);
            String margin = String.format(Locale.ROOT, "%" + (Lanes.MARGIN - 2) + "d", number);
            for (String line : lanes.lines(margin, thread, StepWords.action(step))) {
                lines.add(Paint.STRONG.on(line, options.colour()));
            }
            if (!step.function().isEmpty()) {
                lines.addAll(lanes.lines("", thread, step.function()));
            }
        }
        for (String line : Wrap.items(Changes.between(before, after), options.width(), INDENT)) {
            lines.add(Paint.FAINT.on(line, options.colour()));
        }
    }

    private void single(int number) {
        TraceStep step = trace.states().get(number).step();
        String title = StepTable.place(number);
        if (step != null) {
            title += ", " + StepWords.action(step) + " by " + StepWords.thread(step)
                    + (step.function().isEmpty() ? "" : ", " + step.function());
        }
        wrapped(title + ":", "");
        state(trace.state(number));
    }

    private void state(TlaState state) {
        Map<String, TlaValue> shown = new LinkedHashMap<>();
        for (String variable : state.variables()) {
            spread(variable, state.value(variable), shown);
        }
        int longest = shown.keySet().stream().mapToInt(String::length).max().orElse(0);
        int column = Math.min(longest, options.width() / 2);
        shown.forEach((place, value) -> {
            String name = String.format(Locale.ROOT, "  %-" + column + "s = ", place);
            String text = Changes.text(value);
            lines.addAll(
                    name.length() > options.width() / 2 + 5
                            ? Wrap.text(name + text, options.width(), "", "    ")
                            : Wrap.text(text, options.width(), name, " ".repeat(name.length())));
        });
    }

    /** A record that may not fit on a line has one for each field. */
    private void spread(String place, TlaValue value, Map<String, TlaValue> shown) {
        if (value instanceof TlaRecord fields && fields.toString().length() > options.width() - PLACE) {
            for (int i = 0; i < fields.names().size(); i++) {
                spread(place + "." + fields.names().get(i), fields.values().get(i), shown);
            }
        } else {
            shown.put(place, value);
        }
    }

    private void wrapped(String text, String first) {
        lines.addAll(Wrap.text(text, options.width(), first, " ".repeat(Math.max(2, first.length()))));
    }
}
