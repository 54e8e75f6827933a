package org.pvlazy.kvm;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.pvlazy.probe.Step;

/** One more thread for a test that hands over: while the one runs, the other waits. */
final class Background {
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final CountDownLatch paused = new CountDownLatch(1);
    private final CountDownLatch resumed = new CountDownLatch(1);
    private final Thread thread;

    private Background(Runnable work) {
        thread = new Thread(work, "background");
        thread.setDaemon(true);
        thread.setUncaughtExceptionHandler((t, thrown) -> failure.set(thrown));
    }

    /** Starts a thread that will have to wait for something that the implementation waits for; returns when it does. */
    static Background untilItWaits(Runnable work) {
        Background background = new Background(work);
        background.thread.start();
        while (background.thread.getState() != Thread.State.WAITING && background.thread.isAlive()) {
            Thread.onSpinWait();
        }
        return background;
    }

    /** Starts a thread that goes as far as this step; returns when it is there. */
    static Background upTo(RecordingProbe probe, Step step, Runnable work) {
        Background background = new Background(work);
        probe.before(step, () -> {
            background.paused.countDown();
            await(background.resumed);
        });
        background.thread.start();
        await(background.paused);
        return background;
    }

    /** Lets the thread run to its end. */
    void finish() {
        resumed.countDown();
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        Throwable thrown = failure.get();
        if (thrown != null) {
            throw new AssertionError("in background", thrown);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
