package org.pvlazy.bench;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.pvlazy.probe.Environment;
import org.pvlazy.probe.Step;

/** Surroundings in which nothing fails and UVCs take time, as real work of the CPU, from {@link #start} on. */
final class TeardownEnvironment implements Environment {
    private final UvcCosts costs;
    private final List<Thread> kthreads = new ArrayList<>();
    private final LongAdder background = new LongAdder();
    private Iterator<Command> commands = List.<Command>of().iterator();
    private volatile @Nullable Thread userspace;
    /** UVCs of the userspace thread, and its alone. */
    private long critical;

    TeardownEnvironment(UvcCosts costs) {
        this.costs = costs;
    }

    /** What userspace does next, before its loop returns. */
    void script(Iterator<Command> script) {
        commands = script;
    }

    /** From now on UVCs take time and are counted; the calling thread is userspace's, on the critical path. */
    void start() {
        userspace = Thread.currentThread();
    }

    /** UVCs on pages that userspace waited for. */
    long criticalUvcs() {
        return critical;
    }

    /** UVCs on pages in the background. */
    long backgroundUvcs() {
        return background.sum();
    }

    /** Waits for every kthread. */
    void join() throws InterruptedException {
        for (Thread kthread : kthreads) {
            kthread.join();
        }
    }

    @Override
    public void inUltravisor(PageUvc uvc) {
        Thread critic = userspace;
        if (critic == null) {
            return;
        }
        if (Thread.currentThread() == critic) {
            critical++;
        } else {
            background.increment();
        }
        long end = System.nanoTime() + costs.of(uvc);
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }

    @Override
    public void msleep(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean allocates(Step step) {
        return true;
    }

    @Override
    public UvcAnswer answers(Step step) {
        return UvcAnswer.OK;
    }

    @Override
    public Kthread createThread(Step step, Object data, Runnable body) {
        Thread kthread = new Thread(body, "kvm-pv-destroy");
        kthread.setDaemon(true);
        kthreads.add(kthread);
        return kthread::start;
    }

    @Override
    public @Nullable Command nextCommand() {
        return commands.hasNext() ? commands.next() : null;
    }

    @Override
    public @Nullable Integer nextAccess() {
        return null;
    }
}
