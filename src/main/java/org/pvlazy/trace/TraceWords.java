package org.pvlazy.trace;

/** The words of the file format for kinds and ends. */
final class TraceWords {
    static final String OPEN = "open";
    static final String STUTTERING = "stuttering";
    static final String LASSO = "lasso";
    static final String SAFETY = "safety";
    static final String LIVENESS = "liveness";

    private TraceWords() {}

    static String of(Violation.Kind kind) {
        return kind == Violation.Kind.SAFETY ? SAFETY : LIVENESS;
    }

    static String of(TraceEnd end) {
        if (end instanceof TraceEnd.Lasso) {
            return LASSO;
        }
        return end instanceof TraceEnd.Stuttering ? STUTTERING : OPEN;
    }
}
