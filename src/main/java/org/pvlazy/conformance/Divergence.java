package org.pvlazy.conformance;

import org.jspecify.annotations.Nullable;

/**
 * The first difference between the implementation and the specification on a path.
 *
 * @param script the path or trace
 * @param position number of steps that agreed before it
 * @param action label of the step that led to the difference; "Init" before the first one
 * @param thread the thread that took the step
 * @param what the variable that differs, or what else does
 * @param expected what the specification says
 * @param actual what the implementation did
 * @param specSource where the action stands in the specification
 * @param javaSource where the thread stands in the implementation
 */
public record Divergence(
        String script,
        int position,
        String action,
        String thread,
        String what,
        String expected,
        String actual,
        String specSource,
        String javaSource) {
    /** {@link #what} if the sets of possible steps differ. */
    public static final String ENABLED = "enabled steps";

    /** {@link #what} if the implementation does not notice the violated property where it should. */
    public static final String DETECTOR = "detector";

    /** {@link #what} if a thread neither reached a probe nor ended. */
    public static final String STUCK = "progress";

    /** {@link #what} if a thread died of something other than a detected mistake. */
    public static final String DIED = "thread";

    /** The difference in words, one item a line. */
    public String message() {
        return "divergence in " + script + " after step " + position + ", " + action + " by thread " + thread
                + "\n  " + what
                + "\n    expected  " + expected
                + "\n    actual    " + actual
                + "\n  specification  " + specSource
                + "\n  implementation " + javaSource;
    }

    /** A divergence under construction knows where it is; this adds what differs. */
    static Divergence at(Place place, String what, String expected, String actual) {
        return new Divergence(
                place.script(),
                place.position(),
                place.action(),
                place.thread(),
                what,
                expected,
                actual,
                place.specSource(),
                place.javaSource() == null ? "?" : place.javaSource());
    }

    /** Where a difference was found. */
    record Place(
            String script,
            int position,
            String action,
            String thread,
            String specSource,
            @Nullable String javaSource) {}
}
