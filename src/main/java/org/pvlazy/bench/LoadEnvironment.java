package org.pvlazy.bench;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.pvlazy.probe.Environment;
import org.pvlazy.probe.Probe;
import org.pvlazy.probe.Sanitizer;
import org.pvlazy.probe.Sanitizer.KernelBug;
import org.pvlazy.probe.Step;

/**
 * Surroundings of one process: it reboots its VM, and exits. So many of a hundred UVCs and allocations fail, where they may. After a
 * mistake its threads stop at their next step, as after a panic.
 */
final class LoadEnvironment implements Environment, Probe {
    private static final int REBOOTS = 20;
    private static final int ALL = 100;
    /** UVCs that may be refused; the others may only be busy, or are not made where nothing can be done about it. */
    private static final Set<Step> MAY_BE_REFUSED = EnumSet.of(
            Step.C1_CREATE_CONF,
            Step.C6_CREATE_CPUS,
            Step.K4_DESTROY_CONF,
            Step.N2_DESTROY_CONF,
            Step.P_EXPORT,
            Step.X_UNMAP,
            Step.Z2A_EXPORT);

    private final int percent;
    /** Guarded by itself. */
    private final Random random;

    private final Deque<Command> commands = new ArrayDeque<>();
    private final Phaser threads = new Phaser(1);
    private final Queue<RuntimeException> failures = new ConcurrentLinkedQueue<>();
    private volatile @Nullable Sanitizer sanitizer;
    private final AtomicInteger reboots = new AtomicInteger();

    /** A thread ends because another one has made a mistake. */
    private static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    LoadEnvironment(long seed, int percent, int pages) {
        this.percent = percent;
        random = new Random(seed);
        for (int reboot = 0; reboot < REBOOTS; reboot++) {
            commands.add(new Command.Enable());
            for (int page = 1; page <= pages; page++) {
                commands.add(new Command.Unpack(page));
            }
            if (reboot < REBOOTS - 1) {
                commands.add(new Command.Disable());
            }
        }
        boolean exitsFirst = random.nextBoolean();
        commands.add(exitsFirst ? new Command.Exit() : new Command.Close());
        commands.add(exitsFirst ? new Command.Close() : new Command.Exit());
    }

    /** Stops everybody once this has a report. */
    void watch(Sanitizer watched) {
        sanitizer = watched;
    }

    /** How often the VM has been rebooted. */
    int reboots() {
        return reboots.get();
    }

    /** A body that {@link #join} waits for. */
    Runnable thread(Runnable body) {
        threads.register();
        return () -> {
            try {
                body.run();
            } catch (KernelBug | Stopped e) {
                // The sanitizer has it.
                return;
            } catch (RuntimeException e) {
                failures.add(e);
            } finally {
                threads.arriveAndDeregister();
            }
        };
    }

    /** Waits until every thread has ended; false if one does not. */
    boolean join(Duration patience) throws InterruptedException {
        try {
            threads.awaitAdvanceInterruptibly(threads.arrive(), patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return false;
        }
        RuntimeException failure = failures.poll();
        if (failure != null) {
            throw failure;
        }
        return true;
    }

    @Override
    public void at(Step step, @Nullable Object frame) {
        Sanitizer watched = sanitizer;
        if (watched != null && watched.first() != null) {
            throw new Stopped();
        }
    }

    @Override
    public boolean allocates(Step step) {
        return !fails();
    }

    @Override
    public UvcAnswer answers(Step step) {
        if (!fails()) {
            return UvcAnswer.OK;
        }
        if (!MAY_BE_REFUSED.contains(step)) {
            return UvcAnswer.BUSY;
        }
        return step == Step.C1_CREATE_CONF && tosses() ? UvcAnswer.NEED_DESTROY : UvcAnswer.ERROR;
    }

    private boolean fails() {
        synchronized (random) {
            return random.nextInt(ALL) < percent;
        }
    }

    private boolean tosses() {
        synchronized (random) {
            return random.nextBoolean();
        }
    }

    @Override
    public @Nullable Kthread createThread(Step step, Object data, Runnable body) {
        if (fails()) {
            return null;
        }
        Thread kthread = new Thread(thread(body), "kvm-pv-destroy");
        kthread.setDaemon(true);
        return kthread::start;
    }

    @Override
    public @Nullable Command nextCommand() {
        Command next = commands.poll();
        if (next instanceof Command.Disable) {
            reboots.incrementAndGet();
        }
        return next;
    }

    @Override
    public @Nullable Integer nextAccess() {
        return null;
    }
}
