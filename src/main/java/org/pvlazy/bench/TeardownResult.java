package org.pvlazy.bench;

import java.util.List;

/**
 * What the end of a guest took.
 *
 * @param teardown which guest, which end
 * @param uvcs UVCs on pages
 * @param nanos times
 * @param held what was held meanwhile, and for ever
 * @param charge pages that the process's memory control group was charged for, over the time
 */
public record TeardownResult(Teardown teardown, Uvcs uvcs, Nanos nanos, Held held, List<Charge> charge) {
    /** UVCs on pages: those that userspace waited for, and those in the background. */
    public record Uvcs(long critical, long background) {}

    /** From the first command on: until userspace went on, and until the last kthread had ended. */
    public record Nanos(long critical, long all) {}

    /**
     * What was held.
     *
     * @param peakReferences on pages, beside those of the mappings
     * @param peakArrays array pages of deferred_list
     * @param charged pages that were not freed when everything was over
     */
    public record Held(long peakReferences, long peakArrays, int charged) {}

    /**
     * A look at the control group.
     *
     * @param nanos since the first command
     * @param pages charged
     */
    public record Charge(long nanos, int pages) {}

    /** Copies the list. */
    public TeardownResult {
        charge = List.copyOf(charge);
    }
}
