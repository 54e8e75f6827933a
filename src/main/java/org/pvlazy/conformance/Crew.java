package org.pvlazy.conformance;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** The threads on which worlds run. A thread whose script is over is used again by the next. */
final class Crew implements AutoCloseable {
    /** Guarded by itself. */
    private final Deque<Hand> idle = new ArrayDeque<>();

    private volatile boolean closed;

    /** Lets an idle thread, or a new one, run {@code body} on behalf of {@code participant}. */
    void run(Participant participant, Runnable body) {
        if (closed) {
            throw new IllegalStateException("the crew has gone");
        }
        Hand hand;
        synchronized (idle) {
            hand = idle.pollFirst();
        }
        if (hand == null) {
            hand = new Hand();
            hand.start();
        }
        hand.give(new Job(participant, body));
    }

    /** On whose behalf the calling thread runs. */
    Participant current() {
        if (Thread.currentThread() instanceof Hand hand && hand.participant != null) {
            return hand.participant;
        }
        throw new IllegalStateException(Thread.currentThread() + " belongs to no world");
    }

    @Override
    public void close() {
        closed = true;
        synchronized (idle) {
            idle.forEach(LockSupport::unpark);
            idle.clear();
        }
    }

    private record Job(Participant participant, Runnable body) {}

    private final class Hand extends Thread {
        private volatile @Nullable Job job;
        private @Nullable Participant participant;

        Hand() {
            super("lockstep");
            setDaemon(true);
        }

        void give(Job next) {
            job = next;
            LockSupport.unpark(this);
        }

        @Override
        public void run() {
            while (true) {
                Job next = job;
                if (next != null) {
                    job = null;
                    work(next);
                    synchronized (idle) {
                        idle.addFirst(this);
                    }
                } else if (closed) {
                    return;
                } else {
                    LockSupport.park(this);
                }
            }
        }

        private void work(Job next) {
            participant = next.participant();
            participant.thread = this;
            try {
                next.body().run();
            } finally {
                participant.thread = null;
                participant = null;
                boolean unused = Thread.interrupted(); // Meant for the script that was given up.
            }
        }
    }
}
