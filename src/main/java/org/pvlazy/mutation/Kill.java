package org.pvlazy.mutation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of a mutant.
 *
 * @param killedBy the checks that notice it, in the order in which they ran; none if it survives or is invalid
 * @param invalid why it says nothing: it does not parse, or cannot be evaluated; null if it does
 */
public record Kill(
        Mutant mutant, List<String> killedBy, @Nullable String invalid) {
    /** What it comes to. */
    public enum Status {
        /** Some check notices. */
        KILLED,
        /** No check notices. */
        SURVIVED,
        /** It is no mutant after all. */
        INVALID
    }

    /** Copies the list. */
    public Kill {
        killedBy = List.copyOf(killedBy);
        if (invalid != null && !killedBy.isEmpty()) {
            throw new IllegalArgumentException(mutant.name() + " is invalid and killed");
        }
    }

    static Kill by(Mutant mutant, List<String> killedBy) {
        return new Kill(mutant, killedBy, null);
    }

    static Kill invalid(Mutant mutant, String why) {
        return new Kill(mutant, List.of(), why);
    }

    /** What it comes to. */
    public Status status() {
        if (invalid != null) {
            return Status.INVALID;
        }
        return killedBy.isEmpty() ? Status.SURVIVED : Status.KILLED;
    }
}
