package org.pvlazy.kvm;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.pvlazy.probe.Environment;
import org.pvlazy.probe.Step;

/** Nothing fails, the Ultravisor is busy now and then, everybody touches pages at random. Each thread draws from its own seed. */
final class RandomEnvironment implements Environment {
    private static final int ACCESSES = 4000;
    private static final int COMMANDS = 60;

    private final int pages;
    private final Queue<Thread> threads = new ConcurrentLinkedQueue<>();
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    /** Exit and close come only after guest CPU and host thread have returned to userspace for good. */
    private final CountDownLatch touching = new CountDownLatch(2);

    private final ThreadLocal<Random> random;
    private final ThreadLocal<Integer> turn = ThreadLocal.withInitial(() -> 0);
    /** Used by the I/O thread only. */
    private final Deque<Command> ending = new ArrayDeque<>();

    RandomEnvironment(long seed, int pages) {
        this.pages = pages;
        ending.add(new Command.Exit());
        if (seed % 2 == 0) {
            ending.addLast(new Command.Close());
        } else {
            ending.addFirst(new Command.Close());
        }
        random = ThreadLocal.withInitial(
                () -> new Random(seed * 31 + Thread.currentThread().getName().hashCode()));
    }

    /** Starts the three loops and waits until they and every kthread have ended. */
    void run(Machine machine) throws InterruptedException {
        start("io", machine.ioLoop());
        start("vcpu", counted(machine.vcpuLoop()));
        start("host", counted(machine.hostLoop()));
        for (Thread thread = threads.poll(); thread != null; thread = threads.poll()) {
            thread.join();
        }
    }

    List<Throwable> failures() {
        return List.copyOf(failures);
    }

    @Override
    public boolean allocates(Step step) {
        return true;
    }

    @Override
    public UvcAnswer answers(Step step) {
        return random.get().nextInt(16) == 0 && step != Step.C6_CREATE_CPUS ? UvcAnswer.BUSY : UvcAnswer.OK;
    }

    @Override
    public Kthread createThread(Step step, Object data, Runnable body) {
        String name = "kthread-" + ((DeferredPriv) data).handle();
        return () -> start(name, body);
    }

    @Override
    public @Nullable Command nextCommand() {
        int now = turn.get();
        turn.set(now + 1);
        if (now < COMMANDS) {
            return switch (random.get().nextInt(8)) {
                case 0, 1 -> new Command.Enable();
                case 2 -> new Command.Disable();
                default -> new Command.Unpack(1 + random.get().nextInt(pages));
            };
        }
        await();
        return ending.poll();
    }

    @Override
    public @Nullable Integer nextAccess() {
        int now = turn.get();
        turn.set(now + 1);
        return now < ACCESSES ? 1 + random.get().nextInt(pages) : null;
    }

    private void await() {
        try {
            touching.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Runnable counted(Runnable loop) {
        return () -> {
            try {
                loop.run();
            } finally {
                touching.countDown();
            }
        };
    }

    private void start(String name, Runnable body) {
        Thread thread = new Thread(body, name);
        thread.setUncaughtExceptionHandler((t, failure) -> failures.add(failure));
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
    }
}
