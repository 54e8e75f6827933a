package org.pvlazy.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;
import org.pvlazy.bench.TeardownResult.Charge;

/** Looks now and then how many pages a control group is charged for. */
final class ChargeSampler {
    private static final long PAUSE_MILLIS = 50;

    private final IntSupplier usage;
    private final List<Charge> samples = new ArrayList<>();
    private final long begin = System.nanoTime();
    private final Thread thread = new Thread(this::run, "charge");

    ChargeSampler(IntSupplier usage) {
        this.usage = usage;
        look();
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        try {
            while (true) {
                Thread.sleep(PAUSE_MILLIS);
                look();
            }
        } catch (InterruptedException e) {
            look();
        }
    }

    private void look() {
        samples.add(new Charge(System.nanoTime() - begin, usage.getAsInt()));
    }

    /** All of them, in their order, once it has stopped. */
    List<Charge> samples() {
        return List.copyOf(samples);
    }

    /** Looks once more, and stops. */
    void stop() throws InterruptedException {
        thread.interrupt();
        thread.join();
    }
}
