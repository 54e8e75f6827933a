package org.pvlazy.mutation;

/**
 * One fault.
 *
 * @param name tells it from every other; the same in every run
 * @param side what is changed
 * @param kind how
 * @param subject the specification or the package that it is a change of, or the model whose configuration it is
 */
public record Mutant(String name, Side side, String kind, String subject) {
    /** What is changed. */
    public enum Side {
        /** The text of a specification. */
        SPECIFICATION("specification"),
        /** What a check is told. */
        SETUP("set-up"),
        /** The Java implementation. */
        CODE("code");

        private final String word;

        Side(String word) {
            this.word = word;
        }

        @Override
        public String toString() {
            return word;
        }
    }
}
