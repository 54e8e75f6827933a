package org.pvlazy.report;

import java.util.Locale;

/** What a whole run comes to. */
public enum RunVerdict {
    /** Every model has the verdict of the manifest and every replay conforms. */
    EXPECTED,
    /** Some model has another verdict or other counts, or some replay does not conform. */
    UNEXPECTED,
    /** Some model has no verdict, and nothing else is wrong. */
    INCONCLUSIVE;

    /** The word of the machine-readable result. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
