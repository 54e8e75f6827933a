package org.pvlazy.tlc;

/**
 * A part of a definition in a module, as the parser sees it.
 *
 * @param module the module that the definition stands in
 * @param definition the definition's name
 * @param kind what it is there
 * @param subject the variable of an update; empty for everything else
 * @param place where it stands
 */
public record Fragment(String module, String definition, Kind kind, String subject, Place place) {
    /** What a part is in its definition. */
    public enum Kind {
        /** A conjunct about the state before the step, or about constants alone. */
        GUARD,
        /** What IF asks. */
        CONDITION,
        /** {@code x' = e}. */
        UPDATE,
        /** {@code WF_vars(A)}. */
        WEAK_FAIRNESS,
        /** {@code SF_vars(A)}. */
        STRONG_FAIRNESS
    }

    /** From the first character to the last one, both counted from 1 and both part of it. */
    public record Place(int beginLine, int beginColumn, int endLine, int endColumn) {}
}
