package org.pvlazy.kvm;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.pvlazy.probe.Environment;
import org.pvlazy.probe.Step;

/**
 * The Ultravisor is busy now and then, everybody touches pages at random, and if so wanted everything fails that may. Each thread
 * draws from its own seed.
 */
final class RandomEnvironment implements Environment {
    private static final int ACCESSES = 4000;
    private static final int COMMANDS = 60;
    private static final int REAPED = 200;
    private static final String REAPER = "reaper";
    private static final Set<Step> MAY_BE_REFUSED = EnumSet.of(
            Step.C1_CREATE_CONF,
            Step.C6_CREATE_CPUS,
            Step.K4_DESTROY_CONF,
            Step.N2_DESTROY_CONF,
            Step.P_EXPORT,
            Step.X_UNMAP,
            Step.Z2A_EXPORT,
            Step.RUN);

    private final MachineParameters parameters;
    private final boolean fails;
    private final Queue<Thread> threads = new ConcurrentLinkedQueue<>();
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    /** Exit and close come only after guest CPU and host thread have returned to userspace for good. */
    private final CountDownLatch touching = new CountDownLatch(2);

    private final ThreadLocal<Random> random;
    private final ThreadLocal<Integer> turn = ThreadLocal.withInitial(() -> 0);
    /** Used by the I/O thread only. */
    private final List<Command> ending = new ArrayList<>();

    RandomEnvironment(long seed, MachineParameters parameters, boolean fails) {
        this.parameters = parameters;
        this.fails = fails;
        ending.add(new Command.Exit());
        for (int vm = 1; vm <= parameters.vms(); vm++) {
            ending.add(new Command.Close(vm));
        }
        Collections.shuffle(ending, new Random(seed));
        random = ThreadLocal.withInitial(
                () -> new Random(seed * 31 + Thread.currentThread().getName().hashCode()));
    }

    /** Starts the loops and waits until they and every kthread have ended. */
    void run(Machine machine, boolean others) throws InterruptedException {
        start("io", machine.ioLoop());
        start("vcpu", counted(machine.vcpuLoop()));
        start("host", counted(machine.hostLoop()));
        if (others) {
            start("holder", machine.holderLoop());
            start(REAPER, machine.reaperLoop());
        }
        for (Thread thread = threads.poll(); thread != null; thread = threads.poll()) {
            thread.join();
        }
    }

    List<Throwable> failures() {
        return List.copyOf(failures);
    }

    @Override
    public boolean allocates(Step step) {
        return !fails(8);
    }

    @Override
    public UvcAnswer answers(Step step) {
        if (MAY_BE_REFUSED.contains(step) && fails(16)) {
            return step == Step.C1_CREATE_CONF && random.get().nextBoolean() ? UvcAnswer.NEED_DESTROY : UvcAnswer.ERROR;
        }
        return random.get().nextInt(16) == 0 && step != Step.C6_CREATE_CPUS ? UvcAnswer.BUSY : UvcAnswer.OK;
    }

    private boolean fails(int oneIn) {
        return fails && random.get().nextInt(oneIn) == 0;
    }

    @Override
    public @Nullable Kthread createThread(Step step, Object data, Runnable body) {
        if (fails(8)) {
            return null;
        }
        String name = "kthread-" + ((DeferredPriv) data).handle();
        return () -> start(name, body);
    }

    @Override
    public @Nullable Command nextCommand() {
        int now = turn.get();
        turn.set(now + 1);
        if (now < COMMANDS) {
            int vm = 1 + random.get().nextInt(parameters.vms());
            return switch (random.get().nextInt(8)) {
                case 0, 1 -> new Command.Enable(vm);
                case 2 -> new Command.Disable(vm);
                default -> new Command.Unpack(1 + random.get().nextInt(parameters.pages()));
            };
        }
        await();
        return now < COMMANDS + ending.size() ? ending.get(now - COMMANDS) : null;
    }

    @Override
    public @Nullable Integer nextAccess() {
        int now = turn.get();
        turn.set(now + 1);
        int page = 1 + random.get().nextInt(parameters.pages());
        if (Thread.currentThread().getName().equals(REAPER)) {
            // The OOM killer chooses the process shortly before it ends.
            await();
            return now < REAPED ? page : null;
        }
        return now < ACCESSES ? page : null;
    }

    /** The holder stays as long as there is something to hold. */
    @Override
    public boolean nextHolder() {
        Thread.onSpinWait();
        return true;
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
