package org.pvlazy.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import org.pvlazy.kvm.LeakDetector;
import org.pvlazy.kvm.Machine;
import org.pvlazy.kvm.MachineParameters;
import org.pvlazy.probe.Sanitizer.KernelBug;
import org.pvlazy.probe.Switches;

/**
 * VMs that are rebooted again and again at once, each in a process of its own, while UVCs and allocations fail now and then. After some
 * reboots a process exits, its VM is closed, the detectors look, and another one takes its place.
 *
 * @param vms how many at once
 * @param time for which new processes begin
 * @param percent how many of a hundred UVCs and allocations fail
 * @param variant v2 or repaired
 * @param seed of what fails
 */
public record Load(int vms, Duration time, int percent, String variant, long seed) {
    private static final int PAGES = 256;
    private static final int LOW_PAGES = 32;
    private static final int CONFIGS = 64;
    private static final int LIST_CAPACITY = 16;
    /** A thread that made a mistake may have left something locked. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Refuses loads that there are not. */
    public Load {
        if (vms < 1 || percent < 0 || percent > 100 || !(variant.equals("v2") || variant.equals("repaired"))) {
            throw new IllegalArgumentException(
                    "no load of " + vms + " VMs of " + variant + " with " + percent + " % of failures");
        }
    }

    /** Lets them run, and tells {@code progress} about every process that is over. */
    public LoadResult run(Consumer<LoadResult> progress) throws InterruptedException {
        LoadResult.Tally tally = new LoadResult.Tally(this, progress);
        List<FutureTask<Boolean>> running = new ArrayList<>();
        long end = System.nanoTime() + time.toNanos();
        for (int vm = 0; vm < vms; vm++) {
            int number = vm;
            FutureTask<Boolean> task = new FutureTask<>(() -> {
                SplittableRandom seeds = new SplittableRandom(seed * vms + number);
                while (System.nanoTime() < end) {
                    process(seeds.nextLong(), tally);
                }
                return true;
            });
            running.add(task);
            start(task, "vm-" + number);
        }
        for (FutureTask<Boolean> task : running) {
            try {
                task.get();
            } catch (ExecutionException e) {
                throw new IllegalStateException("a VM of the load failed", e.getCause());
            }
        }
        return tally.result();
    }

    private void process(long own, LoadResult.Tally tally) throws InterruptedException {
        LoadEnvironment environment = new LoadEnvironment(own, percent, PAGES);
        Machine machine = new Machine(
                new MachineParameters(
                        PAGES, LOW_PAGES, MachineParameters.KERNEL_BATCH_SIZE, CONFIGS, true, 1, LIST_CAPACITY),
                variant.equals("v2") ? Switches.V2 : Switches.REPAIRED,
                environment,
                environment);
        environment.watch(machine.sanitizer());
        start(environment.thread(machine.ioLoop()), "userspace");
        boolean over = environment.join(PATIENCE);
        KernelBug bug = machine.sanitizer().first();
        if (bug != null) {
            tally.bug(bug.splat(), environment.reboots());
        } else if (!over) {
            tally.hang(environment.reboots());
        } else {
            LeakDetector detector = new LeakDetector(machine);
            tally.over(environment.reboots(), detector.leaks(), detector.leakedOnPurpose());
        }
    }

    private static void start(Runnable body, String name) {
        Thread thread = new Thread(body, name);
        thread.setDaemon(true);
        thread.start();
    }
}
