package org.pvlazy.conformance;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.pvlazy.probe.Sanitizer.KernelBug;
import org.pvlazy.probe.Step;

/** A thread of the implementation as the harness sees it. Plain fields are handed over with {@link #granted}. */
final class Participant {
    /** What has become of the thread. */
    enum Phase {
        /** Created by kthread_create, not woken. */
        CREATED,
        /** On its way to its next probe, or parked there. */
        ALIVE,
        /** Its body returned, or it never had one. */
        ENDED,
        /** It found out that it made a mistake. */
        CRASHED
    }

    /** Unwinds a thread whose script is over. */
    static final class Cancelled extends Error {
        private static final long serialVersionUID = 1;

        Cancelled() {
            super("the script is over", null, false, false);
        }
    }

    /** About two microseconds: longer than a hand-over between two running threads, much shorter than a wake-up. */
    private static final int SPINS = 100;

    /** Its place. */
    final int index;

    final String name;
    final @Nullable Object data;

    Phase phase;
    Step step = Step.IDLE;

    @Nullable
    Object frame;

    @Nullable
    KernelBug bug;

    private volatile boolean granted;
    private volatile @Nullable Thread sleeper;
    volatile boolean cancelled;
    volatile @Nullable Thread thread;

    Participant(int index, String name, @Nullable Object data, Phase phase) {
        this.index = index;
        this.name = name;
        this.data = data;
        this.phase = phase;
    }

    boolean parked() {
        return phase == Phase.ALIVE;
    }

    /** Lets the parked thread go on. */
    void grant() {
        granted = true;
        Thread asleep = sleeper;
        if (asleep != null) {
            LockSupport.unpark(asleep);
        }
    }

    /** Waits at a probe. Spins a little: the next grant usually comes from a thread that is running right now. */
    void await() {
        for (int i = 0; i < SPINS && !granted; i++) {
            Thread.onSpinWait();
        }
        if (!granted) {
            sleeper = Thread.currentThread();
            while (!granted) {
                LockSupport.park(this);
            }
            sleeper = null;
        }
        granted = false;
        if (cancelled) {
            throw new Cancelled();
        }
    }
}
