package org.pvlazy.conformance;

/**
 * How to walk.
 *
 * @param walks how many walks, each from an initial state
 * @param depth the most steps of one
 * @param seed the same seed gives the same walks
 */
public record WalkOptions(int walks, int depth, long seed) {
    /** Checks that there is something to do. */
    public WalkOptions {
        if (walks < 1 || depth < 1) {
            throw new IllegalArgumentException(walks + " walks of " + depth + " steps");
        }
    }
}
