package org.pvlazy.conformance;

import org.jspecify.annotations.Nullable;

/**
 * What came of random walks.
 *
 * @param model name of the model
 * @param variant posting that both sides follow
 * @param options what was asked for
 * @param walks walks that agreed to their end
 * @param steps steps taken on all walks
 * @param ended walks that came to a state in which nothing can happen
 * @param variablesCompared how many values were compared
 * @param enabledSetsCompared how often the sets of possible steps were compared
 * @param coverage which classes of edges were taken
 * @param divergence the first difference, which ends the walks
 */
public record WalkOutcome(
        String model,
        String variant,
        WalkOptions options,
        int walks,
        long steps,
        int ended,
        long variablesCompared,
        long enabledSetsCompared,
        EdgeCoverage coverage,
        @Nullable Divergence divergence) {
    /** The command that takes the same walks up to the one that differed. */
    public String command() {
        int needed = divergence == null ? options.walks() : walks + 1;
        return "./pvlazy replay --model " + model + " --walks " + needed + " --depth " + options.depth() + " --seed "
                + options.seed();
    }
}
