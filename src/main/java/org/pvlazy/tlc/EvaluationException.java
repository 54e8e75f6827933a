package org.pvlazy.tlc;

/** A specification cannot be loaded or evaluated. The message is one line and names the place where TLC gave it. */
public class EvaluationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** With a one-line message. */
    public EvaluationException(String message) {
        super(message);
    }

    /** With a one-line message and what TLC threw. */
    public EvaluationException(String message, Throwable cause) {
        super(message, cause);
    }
}
