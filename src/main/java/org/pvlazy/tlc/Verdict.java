package org.pvlazy.tlc;

/** What a run of TLC means. */
public sealed interface Verdict {
    /** Every reachable state was checked and nothing is wrong. */
    record Pass() implements Verdict {
        @Override
        public String toString() {
            return "pass";
        }
    }

    /**
     * A property is violated.
     *
     * @param property the property's name; empty for deadlocks and assertions; {@code ?} if TLC did not tell which
     */
    record Violation(ViolationKind kind, String property) implements Verdict {

        @Override
        public String toString() {
            return property.isEmpty() ? kind.toString() : kind + " " + property + " violated";
        }
    }

    /**
     * The run does not answer the question.
     *
     * @param message one line, with file and place if TLC gave them
     */
    record Failure(FailureKind kind, String message) implements Verdict {

        @Override
        public String toString() {
            return message;
        }
    }
}
