package org.pvlazy.cli;

import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.pvlazy.conformance.ReplayProgress;
import org.pvlazy.tlc.Progress;

/** Says every two seconds how far the replay of a model is. */
final class ReplayNarrator implements ReplayProgress {
    private static final long PAUSE_NANOS = 2_000_000_000L;

    private final String model;
    private final Consumer<String> narration;
    private final AtomicLong last = new AtomicLong(System.nanoTime());

    ReplayNarrator(String model, Consumer<String> narration) {
        this.model = model;
        this.narration = narration;
    }

    @Override
    public void graph(Progress progress) {
        say("%,d states, %,d to explore", progress.distinct(), progress.queued());
    }

    @Override
    public void tour(long wanted) {
        say("a tour, %,d arrivals to be brought", wanted);
    }

    @Override
    public void steps(long taken, long all) {
        say("%,d of %,d steps", taken, all);
    }

    private void say(String format, Object... arguments) {
        long before = last.get();
        long now = System.nanoTime();
        if (now - before > PAUSE_NANOS && last.compareAndSet(before, now)) {
            narration.accept("replay " + model + ": " + String.format(Locale.ROOT, format, arguments));
        }
    }
}
