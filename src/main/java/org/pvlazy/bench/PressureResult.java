package org.pvlazy.bench;

/**
 * How a guest got its memory while another one's was being cleaned.
 *
 * @param pressure what was tried
 * @param allocated pages that it got
 * @param waits how long it waited for them
 * @param freed what a wait was good for
 * @param killed whether the OOM killer fired, which ends it
 */
public record PressureResult(Pressure pressure, int allocated, Waits waits, Freed freed, boolean killed) {
    /** Calls of out_of_memory, and how long all of them and the longest took. */
    public record Waits(int rounds, long nanos, long longest) {}

    /**
     * Pages that were freed meanwhile.
     *
     * @param reported by the notifiers
     * @param really that the control group is not charged for any more
     */
    public record Freed(long reported, long really) {}
}
