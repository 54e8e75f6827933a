package org.pvlazy.tlc;

import java.util.List;

/**
 * A part of a property in a state: of a conjunction, or of what a property claims for every element of a set, one.
 *
 * @param text the part as it is written
 * @param module the module where it stands
 * @param first its first line there
 * @param last its last line
 * @param bound what the bound variables are: {@code p = 1}
 * @param holds whether it is true
 * @param values what the expressions in it are: {@code ref[p] = 0}
 */
public record ClaimPart(
        String text, String module, int first, int last, List<String> bound, boolean holds, List<String> values) {
    /** Copies the lists. */
    public ClaimPart {
        bound = List.copyOf(bound);
        values = List.copyOf(values);
    }
}
