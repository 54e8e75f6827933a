package org.pvlazy.report.page;

import org.jspecify.annotations.Nullable;

/**
 * What is known about a trace besides the trace. The page shows what there is.
 *
 * @param what what its model is for, in a sentence; may be empty
 * @param spec the specification as text
 * @param insight what the specification says about the states
 */
public record Background(
        String what, @Nullable SpecText spec, @Nullable Insight insight) {
    /** Nothing but the trace. */
    public static Background none() {
        return new Background("", null, null);
    }
}
