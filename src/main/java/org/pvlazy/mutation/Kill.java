package org.pvlazy.mutation;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What came of a mutant.
 *
 * @param killedBy the checks that notice it, in the order in which they ran; none unless it is killed
 * @param why what keeps it from saying anything: it does not parse, cannot be evaluated, or takes too long; null if it does say something
 */
public record Kill(
        Mutant mutant,
        Status status,
        List<String> killedBy,
        @Nullable String why) {
    /** What it comes to. */
    public enum Status {
        /** Some check notices. */
        KILLED,
        /** No check notices. */
        SURVIVED,
        /** It is no mutant after all. */
        INVALID,
        /** Nobody knows: it took too long, or trying it failed. */
        NOT_JUDGED;

        /** The word of the matrix and of its file. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }

        boolean saysSomething() {
            return this == KILLED || this == SURVIVED;
        }
    }

    /** Copies the list. */
    public Kill {
        killedBy = List.copyOf(killedBy);
        if (status == Status.KILLED == killedBy.isEmpty() || status.saysSomething() != (why == null)) {
            throw new IllegalArgumentException(mutant.name() + ": " + status + " by " + killedBy + ", " + why);
        }
    }

    static Kill by(Mutant mutant, List<String> killedBy) {
        return new Kill(mutant, killedBy.isEmpty() ? Status.SURVIVED : Status.KILLED, killedBy, null);
    }

    static Kill invalid(Mutant mutant, String why) {
        return new Kill(mutant, Status.INVALID, List.of(), why);
    }

    static Kill notJudged(Mutant mutant, String why) {
        return new Kill(mutant, Status.NOT_JUDGED, List.of(), why);
    }
}
