package org.pvlazy.conformance;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.pvlazy.conformance.Actions.Action;
import org.pvlazy.conformance.ReplayParameters.Surroundings;
import org.pvlazy.kvm.Machine;

/**
 * Collects every step the implementation could take now: the {@link Slice} says which, for each parked thread that is not blocked, with
 * every choice that the environment has. It looks at the threads and at what userspace and hardware can see, never at the
 * specification.
 */
final class Offers {
    private final World world;
    private final Surroundings surroundings;
    private final Slice slice;
    private final Actions actions;
    /** Asked at nearly every state. */
    private final boolean mayBeBusy;

    private @Nullable Participant thread;
    private long[] found = new long[32];
    private int size;

    Offers(World world) {
        this.world = world;
        surroundings = world.parameters().environment();
        slice = world.parameters().slice();
        actions = slice.actions();
        mayBeBusy = surroundings.mayBeBusy();
    }

    /** Looks at the world. */
    void collect() {
        size = 0;
        // Otherwise the machine has panicked.
        if (world.machine().sanitizer().first() == null) {
            for (Participant participant : world.participants()) {
                if (participant.parked()) {
                    thread = participant;
                    slice.offers(this, participant);
                }
            }
        }
        Arrays.sort(found, 0, size);
    }

    /** Whether those found last are exactly these, which are sorted. */
    boolean are(long[] offers) {
        return Arrays.equals(found, 0, size, offers, 0, offers.length);
    }

    /** Whether this one is among those found last. */
    boolean contains(long offer) {
        return Arrays.binarySearch(found, 0, size, offer) >= 0;
    }

    /** The {@link Offer}s found last, sorted. */
    long[] toArray() {
        return Arrays.copyOf(found, size);
    }

    World world() {
        return world;
    }

    Machine machine() {
        return world.machine();
    }

    Surroundings surroundings() {
        return surroundings;
    }

    /** The thread takes the step at which it stands; if the environment has a choice in it, all goes well. */
    void take() {
        answer(Offer.OK);
    }

    /** It takes that step, and the environment gives this answer. */
    void answer(int answer) {
        Participant me = thread();
        add(Offer.of(me.index, me.step, answer));
    }

    /** It takes that step; if the environment still may let things of this kind fail, the step may fail, too. */
    void mayFail(String kind) {
        take();
        if (refuses(kind)) {
            answer(Offer.ERROR);
        }
    }

    /** The Ultravisor may be busy, if it ever is in this model. */
    void mayBeBusy() {
        if (mayBeBusy) {
            answer(Offer.BUSY);
        }
    }

    /** Whether the environment still may let things of this kind fail. */
    boolean refuses(String kind) {
        return world.environment().budget() > 0 && surroundings.failures().contains(kind);
    }

    /** Whether what this constant limits can still be done; 0 is without end. */
    boolean endlessOrLeft(String constant) {
        return surroundings.number(constant) == 0 || world.environment().left(constant) > 0;
    }

    /** The thread begins with an action that is about no page and no VM. */
    void take(String action) {
        take(action, 0, 0);
    }

    /** The thread begins with an action on a page. */
    void takeOnPage(String action, int page) {
        take(action, page, 0);
    }

    /** The thread begins with an action on a page, in which the environment gives this answer. */
    void takeOnPage(String action, int page, int answer) {
        take(action, page, 0, answer);
    }

    /** The thread begins with an action on a VM. */
    void takeOnVm(String action, int vm) {
        take(action, 0, vm);
    }

    /** The thread begins with an action; 0 is no page, or no VM. */
    void take(String action, int page, int vm) {
        take(action, page, vm, Offer.OK);
    }

    private void take(String action, int page, int vm, int answer) {
        Participant me = thread();
        Action begun = Objects.requireNonNull(actions.named(action), action);
        long offer = Offer.withAction(Offer.of(me.index, me.step), begun.number());
        add(Offer.withAnswer(Offer.withVm(Offer.withPage(offer, page), vm), answer));
    }

    /** Any offer. */
    void add(long offer) {
        if (size == found.length) {
            found = Arrays.copyOf(found, 2 * size);
        }
        found[size++] = offer;
    }

    private Participant thread() {
        return Objects.requireNonNull(thread, "no thread");
    }
}
