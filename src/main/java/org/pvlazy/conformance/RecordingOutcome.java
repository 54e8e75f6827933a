package org.pvlazy.conformance;

import org.jspecify.annotations.Nullable;

/**
 * What came of the recordings of one variant.
 *
 * @param runs how many recordings were judged
 * @param events in all of them
 * @param judgesAgree whether TLC judged a sample the same; null if it was not asked
 */
public record RecordingOutcome(
        String variant,
        int runs,
        long events,
        int accepted,
        int rejected,
        @Nullable Boolean judgesAgree,
        double seconds) {
    /** Whether the specification explains every recording, and the judges agree. */
    public boolean conforms() {
        return rejected == 0 && !Boolean.FALSE.equals(judgesAgree);
    }
}
