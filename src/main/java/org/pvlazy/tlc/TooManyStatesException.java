package org.pvlazy.tlc;

/** There are more states than were allowed for. */
public final class TooManyStatesException extends EvaluationException {
    private static final long serialVersionUID = 1L;

    /** With the number that was allowed. */
    public TooManyStatesException(int allowed) {
        super("more than " + allowed + " distinct states");
    }
}
