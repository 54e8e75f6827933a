package org.pvlazy.trace;

import org.pvlazy.tla.ActionLabel;

/**
 * A step of a trace.
 *
 * @param label the action and its parameters
 * @param thread who takes it; empty if unknown
 * @param step the label of the kernel step; empty if unknown
 * @param function the kernel function it stands for; empty if unknown
 */
public record TraceStep(ActionLabel label, String thread, String step, String function) {
    /** A step of which only the action is known. */
    public static TraceStep of(ActionLabel label) {
        return new TraceStep(label, "", "", "");
    }
}
