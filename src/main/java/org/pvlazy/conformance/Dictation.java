package org.pvlazy.conformance;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.pvlazy.conformance.Actions.Action;
import org.pvlazy.probe.Environment;
import org.pvlazy.probe.Step;

/**
 * An environment that answers as the step granted last says, and counts how often it says no and how often it lets things happen. It
 * refuses to answer about a step at which threads stop and which is not the one that was granted; what is asked about a step in
 * between, the {@link Slice} answers.
 */
final class Dictation implements Environment {
    /** Makes a thread that waits to be woken. */
    interface ThreadMaker {
        Kthread create(Object data, Runnable body);
    }

    private final Slice slice;
    private final Predicate<Step> stops;
    private final ThreadMaker threads;
    /** How often each limited thing may still happen, by the constant. */
    private final Map<String, Integer> left = new HashMap<>();
    /** What the granted action says and has not been asked for. */
    private final Deque<Object> said = new ArrayDeque<>();

    private long granted;
    private int budget;
    private boolean refusedAlready;

    /** With {@code stops} saying whether the calling thread stops at a step. */
    Dictation(ReplayParameters parameters, Predicate<Step> stops, ThreadMaker threads) {
        slice = parameters.slice();
        this.stops = stops;
        this.threads = threads;
        budget = parameters.environment().maxFailures();
        for (String constant : slice.actions().counted().values()) {
            left.put(constant, parameters.environment().number(constant));
        }
    }

    /** From now on the answers are those of this {@link Offer}. */
    void dictate(long offer) {
        granted = offer;
        refusedAlready = false;
        said.clear();
        Action action = slice.actions().of(offer);
        if (action != null) {
            Object what = action.what().apply(offer);
            said.addAll(what instanceof List<?> list ? list : List.of(what));
        }
        String limit = slice.actions().counted().get(slice.binding().action(offer));
        if (limit != null) {
            left.merge(limit, -1, (before, one) -> Math.max(0, before + one));
        }
    }

    /** Whether the step goes on where its thread comes to wait again: the action granted has more to say. */
    boolean goesOn(int thread, Step step) {
        return !said.isEmpty() && thread == Offer.thread(granted) && step == Offer.step(granted);
    }

    /** How often the environment will still say no. */
    int budget() {
        return budget;
    }

    /** The environment said no once. */
    void spend() {
        budget--;
    }

    /** How often the thing that this constant limits may still happen, unless it may without end. */
    int left(String constant) {
        return left.getOrDefault(constant, 0);
    }

    @Override
    public boolean allocates(Step step) {
        return !refused(step);
    }

    @Override
    public UvcAnswer answers(Step step) {
        int answer = answer(step);
        if (answer == Offer.BUSY) {
            return UvcAnswer.BUSY;
        }
        if (!refused(step)) {
            return UvcAnswer.OK;
        }
        return answer == Offer.NEED_DESTROY ? UvcAnswer.NEED_DESTROY : UvcAnswer.ERROR;
    }

    @Override
    public @Nullable Kthread createThread(Step step, Object data, Runnable body) {
        return refused(step) ? null : threads.create(data, body);
    }

    @Override
    public @Nullable Command nextCommand() {
        return (Command) next(Step.IDLE);
    }

    @Override
    public @Nullable Shortage nextShortage() {
        return (Shortage) next(Step.RUN);
    }

    @Override
    public @Nullable PageHold nextPageHold() {
        return (PageHold) next(Step.RUN);
    }

    @Override
    public @Nullable GuestMove nextGuestMove() {
        return (GuestMove) next(Step.RUN);
    }

    @Override
    public @Nullable Integer nextAccess() {
        return (Integer) next(Step.RUN);
    }

    @Override
    public @Nullable GuestCall nextGuestCall() {
        check(Step.RUN);
        return said.peek() instanceof GuestCall ? (GuestCall) said.poll() : null;
    }

    @Override
    public boolean repeatsInstruction() {
        return slice.repeatsInstruction();
    }

    private @Nullable Object next(Step step) {
        check(step);
        return said.poll();
    }

    /** A step counts as one failure, however often it is refused something. */
    private boolean refused(Step step) {
        if (answer(step) == Offer.OK) {
            return false;
        }
        budget -= refusedAlready ? 0 : 1;
        refusedAlready = true;
        return true;
    }

    private int answer(Step step) {
        if (!stops.test(step)) {
            return slice.answerInside(step, granted);
        }
        check(step);
        return Offer.answer(granted);
    }

    private void check(Step step) {
        if (step != Offer.step(granted)) {
            throw new IllegalStateException("asked about " + step + " in the step " + Offer.step(granted));
        }
    }
}
