package org.pvlazy.report;

import java.util.stream.Collectors;
import org.pvlazy.tla.ActionLabel;
import org.pvlazy.tla.TlaBool;
import org.pvlazy.tla.TlaStr;
import org.pvlazy.trace.TraceStep;

/** A step in words. */
public final class StepWords {
    /** The thread of a step that does not say. */
    public static final String UNKNOWN_THREAD = "?";

    private StepWords() {}

    /** Who takes the step. */
    public static String thread(TraceStep step) {
        return step.thread().isEmpty() ? UNKNOWN_THREAD : step.thread();
    }

    /** The action and its choice. */
    public static String action(TraceStep step) {
        String choice = choice(step);
        return choice.isEmpty() ? step.label().name() : step.label().name() + " " + choice;
    }

    /** What was chosen: the parameters but for the thread, which has been named. */
    public static String choice(TraceStep step) {
        return step.label().params().stream()
                .filter(param -> !param.value().equals(new TlaStr(step.thread())))
                .map(StepWords::words)
                .collect(Collectors.joining(" "));
    }

    private static String words(ActionLabel.Param param) {
        if (param.value() instanceof TlaBool bool && param.name().equals("ok")) {
            return bool.value() ? "ok" : "fails";
        } else if (param.name().equals("a") && param.value() instanceof TlaStr answer) {
            return answer.value();
        } else if (param.name().equals("p")) {
            return "page " + param.value();
        }
        return param.name() + "=" + Changes.text(param.value());
    }
}
