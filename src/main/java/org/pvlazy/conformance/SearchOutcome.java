package org.pvlazy.conformance;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pvlazy.tlc.Model;
import org.pvlazy.trace.Trace;

/**
 * What came of a search.
 *
 * @param model whose bounds it kept to, and which says what must be found
 * @param wanted the properties that were looked for; empty if no detector knows them
 * @param property the property that is violated; null if none was found to be
 * @param report what the implementation found out about itself
 * @param schedules schedules run, the last one included
 * @param steps steps taken in them
 * @param edges different edges of the state graph among these
 * @param trace the schedule that found a violation or a difference
 * @param divergence where implementation and model differ, which ends the search
 * @param alsoNoticed other properties that some state violated
 */
public record SearchOutcome(
        Model model,
        List<String> wanted,
        @Nullable String property,
        @Nullable String report,
        int schedules,
        long steps,
        int edges,
        @Nullable Trace trace,
        @Nullable Divergence divergence,
        List<String> alsoNoticed) {
    /** Copies the lists. */
    public SearchOutcome {
        wanted = List.copyOf(wanted);
        alsoNoticed = List.copyOf(alsoNoticed);
    }

    /** Steps of the schedule that found it; 0 if nothing was found. */
    public int length() {
        return trace == null ? 0 : trace.states().size() - 1;
    }

    /** Something is wrong that the model does not say: a difference, or a claim violated that must hold. */
    public boolean unexpected() {
        return divergence != null || (property != null && !model.violates());
    }

    /** Something that must be there was not found, which is no proof of its absence. */
    public boolean missed() {
        return divergence == null && property == null && model.violates();
    }
}
