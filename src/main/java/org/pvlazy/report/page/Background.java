package org.pvlazy.report.page;

import org.jspecify.annotations.Nullable;

/**
 * What is known about a trace besides the trace. The page shows what there is.
 *
 * @param what what its model is for, in a sentence; may be empty
 * @param essay what somebody wrote about it, in markdown; may be empty
 * @param spec the specification as text
 * @param insight what the specification says about the states
 * @param notes what the kernel steps do
 * @param executed what the implementation does in each step
 */
public record Background(
        String what,
        String essay,
        @Nullable SpecText spec,
        @Nullable Insight insight,
        @Nullable StepNotes notes,
        @Nullable Executed executed) {
    /** Nothing but the trace. */
    public static Background none() {
        return new Background("", "", null, null, null, null);
    }

    /** What is known without asking a specification or the implementation. */
    public Background withoutInsight() {
        return new Background(what, essay, null, null, notes, null);
    }
}
