package org.pvlazy.conformance;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.pvlazy.probe.Step;

/**
 * One specification, and how the implementation is held to it: which threads there are, at which steps they stop, what can happen
 * and what to compare. The implementation is the same for all; where a specification takes several steps as one, its slice does not
 * stop there.
 *
 * <p>A slice has no state. {@link Slices} lists them.
 */
public abstract class Slice {
    private final String specification;
    private final Threads threads;
    private final Actions actions;
    private final Set<Step> stops;
    private final Binding binding;

    /**
     * A slice.
     *
     * @param specification the module that defines Next
     * @param stops the steps that are actions of their own, {@link Step#IDLE} and {@link Step#RUN}
     */
    Slice(String specification, Threads threads, Actions actions, Set<Step> stops) {
        this.specification = specification;
        this.threads = threads;
        this.actions = actions;
        this.stops = EnumSet.copyOf(stops);
        binding = new Binding(threads, actions, this.stops);
    }

    /** What the constants of a model mean. */
    abstract ReplayParameters parameters(Constants constants);

    /** Adds every step that a thread which stands still could take now. */
    abstract void offers(Offers offers, Participant thread);

    /** What surrounds free threads. */
    abstract FreeScenario scenario(ReplayParameters parameters, FreeRun run, long seed);

    /** The function for every variable. */
    abstract Projection projection(ReplayParameters parameters);

    /** For properties that may be violated, by name: how the implementation finds out by itself. */
    abstract Map<String, Detector> detectors();

    /** Whether a thread stops at a step: a slice may let one thread through where it stops another. */
    boolean stops(Participant thread, Step step) {
        return stops.contains(step);
    }

    /**
     * What the environment answers to a question about a step at which the thread did not stop.
     *
     * @param granted the step that was granted, of which this one is a part
     * @return an answer as in {@link Offer}
     */
    int answerInside(Step asked, long granted) {
        return Offer.OK;
    }

    /**
     * Whether a guest CPU whose import is to be tried again touches the page again as part of the same access, so that it does not come
     * to its stop in between.
     */
    boolean repeatsInstruction() {
        return false;
    }

    /** The module that defines Next. */
    final String specification() {
        return specification;
    }

    final Threads threads() {
        return threads;
    }

    final Actions actions() {
        return actions;
    }

    /** The steps at which some thread stops. */
    final Set<Step> stops() {
        return Set.copyOf(stops);
    }

    final Binding binding() {
        return binding;
    }
}
