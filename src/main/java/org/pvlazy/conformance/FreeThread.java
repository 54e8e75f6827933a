package org.pvlazy.conformance;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.Lock;
import org.jspecify.annotations.Nullable;
import org.pvlazy.conformance.Participant.Phase;
import org.pvlazy.probe.Sanitizer.KernelBug;

/** A thread that runs free, with a log and a stream of random numbers of its own. */
final class FreeThread extends Thread {
    /** From 0 for those that are there from the start; kthreads follow in the order of their creation. */
    final int number;

    final Participant participant;
    final Random random;
    /** Nobody else looks before the thread has ended. */
    final List<Moment> moments = new ArrayList<>();

    /** The moment that has not ended. */
    @Nullable
    Moment current;

    /** The page that nobody else touches on purpose until this thread is back where it chose it; 0 for none. */
    int claimed;
    /** What keeps others out until this thread gives it up. */
    private final Deque<Lock> permits = new ArrayDeque<>();

    /** How often it was asked what it does next. */
    int tries;
    /** Things that it did and that were more than nothing. */
    int deeds;

    /** What killed it. */
    volatile @Nullable Throwable failure;

    FreeThread(int number, Participant participant, long seed, Runnable body) {
        super(body, "free-" + participant.name);
        this.number = number;
        this.participant = participant;
        random = new Random(seed * 1_000_003 + number);
        setDaemon(true);
    }

    /** Takes a permit, unless it has it. */
    void take(Lock wanted) {
        if (!permits.contains(wanted)) {
            wanted.lock();
            permits.push(wanted);
        }
    }

    /** Gives up one permit, if it has it. */
    void drop(Lock unwanted) {
        if (permits.remove(unwanted)) {
            unwanted.unlock();
        }
    }

    /** Gives up the permits that it has. */
    void drop() {
        while (!permits.isEmpty()) {
            permits.pop().unlock();
        }
    }

    /** The calling thread. */
    static FreeThread me() {
        if (Thread.currentThread() instanceof FreeThread thread) {
            return thread;
        }
        throw new IllegalStateException(Thread.currentThread() + " does not run free");
    }

    /** The moment that the calling thread is in. */
    static Moment now() {
        Moment current = me().current;
        if (current == null) {
            throw new IllegalStateException("asked before the first step");
        }
        return current;
    }

    /** The mistake that it found out it made, or null. */
    @Nullable
    KernelBug bug() {
        return failure instanceof KernelBug bug ? bug : null;
    }

    /** Whether its body has returned. */
    boolean returned() {
        return participant.phase == Phase.ENDED;
    }
}
