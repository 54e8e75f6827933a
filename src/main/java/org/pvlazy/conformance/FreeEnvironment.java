package org.pvlazy.conformance;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.jspecify.annotations.Nullable;
import org.pvlazy.conformance.ReplayParameters.Surroundings;
import org.pvlazy.kvm.FdState;
import org.pvlazy.kvm.Kvm;
import org.pvlazy.kvm.Machine;
import org.pvlazy.probe.Environment;
import org.pvlazy.probe.Step;

/**
 * Random surroundings of the lifecycle within a model's bounds. Every thread draws from its own stream, so a seed fixes what each
 * thread draws; what it makes of that depends on what is possible when it does.
 *
 * <p>Two things it keeps from happening, since the specification takes a handler as one step: that two threads touch the same page
 * at once on purpose, and that the process exits, or a VM is closed, under a thread that is touching a page [B].
 */
final class FreeEnvironment implements Environment {
    /** Accesses of a thread that led into the kernel; after so many it has touched enough. */
    private static final int DEEDS = 24;

    private static final int COMMANDS = 24;
    private static final int ROUNDS = 6;
    /** How often the I/O thread waits for a kthread, or for a page, before it gives its next command up. */
    private static final int PATIENCE = 1_000_000;

    private static final Set<Step> MAY_BE_BUSY = EnumSet.of(
            Step.C1_CREATE_CONF, Step.K4_DESTROY_CONF, Step.N2_DESTROY_CONF, Step.M5_UVC, Step.P_DESTROY_UVC);
    private static final Map<Step, String> KINDS = kinds();

    private final Surroundings surroundings;
    private final FreeRun run;
    private final AtomicInteger budget;
    private final AtomicIntegerArray claims;
    private final CountDownLatch guestDone = new CountDownLatch(1);
    private final CountDownLatch hostDone = new CountDownLatch(1);
    private volatile boolean guestEnds;
    private volatile boolean hostEnds;

    /** How often a VM was enabled, and how many commands there were. Used by the I/O thread only. */
    private int reboots;

    private int commands;
    private int waits;
    private final List<Command> last = new ArrayList<>();

    FreeEnvironment(ReplayParameters parameters, FreeRun run, long seed) {
        this.run = run;
        surroundings = parameters.environment();
        budget = new AtomicInteger(surroundings.maxFailures());
        claims = new AtomicIntegerArray(parameters.machine().pages() + 1);
        if (surroundings.is(LifecycleSlice.ENDS)) {
            last.add(new Command.Exit());
            for (int vm = 1; vm <= parameters.machine().vms(); vm++) {
                last.add(new Command.Close(vm));
            }
            Collections.shuffle(last, new Random(seed));
        }
    }

    private static Map<Step, String> kinds() {
        Map<Step, String> kinds = new EnumMap<>(Step.class);
        for (Step step : List.of(
                Step.A1_ALLOC_VM,
                Step.D1_ALLOC_PRIV,
                Step.Z2C_ALLOC_ARRAY,
                Step.E3_REPLACE_ASCE,
                Step.N6_REPLACE_ASCE)) {
            kinds.put(step, "alloc");
        }
        for (Step step : List.of(Step.Z2A_EXPORT, Step.P_EXPORT, Step.X_UNMAP, Step.RUN)) {
            kinds.put(step, "export");
        }
        kinds.put(Step.E4_CREATE_KTHREAD, "kthread");
        kinds.put(Step.C6_CREATE_CPUS, "cpus");
        kinds.put(Step.C1_CREATE_CONF, "create");
        kinds.put(Step.K4_DESTROY_CONF, "destroy");
        kinds.put(Step.N2_DESTROY_CONF, "destroy");
        return kinds;
    }

    /** The threads that these surroundings have, by their names. */
    boolean has(String thread) {
        return switch (thread) {
            case "V" -> surroundings.is(LifecycleSlice.GUEST);
            case "H" -> surroundings.is(LifecycleSlice.OTHER_HOST_THREADS);
            case "M" -> surroundings.is(LifecycleSlice.HOLDERS);
            case "P" -> surroundings.is(LifecycleSlice.REAPER);
            default -> true;
        };
    }

    /** The thread will do nothing any more, or never did. */
    void ended(String thread) {
        if (thread.equals("V")) {
            guestDone.countDown();
        } else if (thread.equals("H")) {
            hostDone.countDown();
        }
    }

    /** The thread is back where it chooses what to do. */
    void release(FreeThread thread) {
        if (thread.claimed != 0) {
            claims.set(thread.claimed, 0);
            thread.claimed = 0;
        }
    }

    private boolean claim(int page) {
        if (!claims.compareAndSet(page, 0, 1)) {
            return false;
        }
        FreeThread.me().claimed = page;
        return true;
    }

    @Override
    public boolean allocates(Step step) {
        return answer(step) == Offer.OK;
    }

    @Override
    public UvcAnswer answers(Step step) {
        return switch (answer(step)) {
            case Offer.BUSY -> UvcAnswer.BUSY;
            case Offer.ERROR -> UvcAnswer.ERROR;
            case Offer.NEED_DESTROY -> UvcAnswer.NEED_DESTROY;
            default -> UvcAnswer.OK;
        };
    }

    @Override
    public @Nullable Kthread createThread(Step step, Object data, Runnable body) {
        return answer(step) == Offer.OK ? run.createKthread(data, body) : null;
    }

    /** One answer for all that is asked in a step. */
    private int answer(Step step) {
        Moment now = FreeThread.now();
        if (step != now.step && step != Step.M5_UVC) {
            return Offer.OK;
        }
        if (!now.asked) {
            now.asked = true;
            now.answer = draw(step, FreeThread.me().random);
        }
        return now.answer;
    }

    private int draw(Step step, Random random) {
        if (surroundings.mayBeBusy() && MAY_BE_BUSY.contains(step) && random.nextInt(4) == 0) {
            return Offer.BUSY;
        }
        String kind = KINDS.get(step);
        boolean no = kind != null && surroundings.failures().contains(kind) && random.nextInt(6) == 0 && spend();
        if (!no) {
            return Offer.OK;
        }
        return step == Step.C1_CREATE_CONF && random.nextBoolean() ? Offer.NEED_DESTROY : Offer.ERROR;
    }

    private boolean spend() {
        return budget.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
    }

    @Override
    public @Nullable Command nextCommand() {
        FreeThread me = FreeThread.me();
        Command next = null;
        while (next == null && commands < COMMANDS && waits < PATIENCE) {
            next = choose(me.random);
        }
        commands++;
        if (next == null) {
            next = end();
        }
        return next == null ? null : described(next);
    }

    /** Something that is possible now; null if there is nothing, or if somebody touches the page. */
    private @Nullable Command choose(Random random) {
        List<Command> possible = new ArrayList<>();
        run.machine().kvms().forEach(kvm -> addIoctls(kvm, possible));
        if (possible.isEmpty() && run.kthreads() == 0) {
            commands = COMMANDS;
            return null;
        }
        Command choice = possible.isEmpty() ? null : possible.get(random.nextInt(possible.size()));
        if (choice == null || (choice instanceof Command.Unpack unpack && !claim(unpack.page()))) {
            Thread.onSpinWait();
            waits++;
            return null;
        }
        waits = 0;
        return choice;
    }

    private void addIoctls(Kvm kvm, List<Command> possible) {
        Machine machine = run.machine();
        if (kvm.fd() != FdState.OPEN || !machine.process().alive()) {
            return;
        }
        int most = surroundings.number(LifecycleSlice.MAX_REBOOTS);
        if (kvm.pvHandle() != 0) {
            if (surroundings.is(LifecycleSlice.DISABLES)) {
                possible.add(new Command.Disable(kvm.number()));
            }
        } else if ((most == 0 || reboots < most)
                && machine.uv().hasFreeHandle()
                && run.kthreads() < machine.uv().maxConfigs()) {
            possible.add(new Command.Enable(kvm.number()));
        }
        for (int page = 1; page <= machine.mm().pages(); page++) {
            if (kvm.vcpus().get(0).pvHandle() != 0 && machine.parameters().vmOf(page) == kvm.number()) {
                possible.add(new Command.Unpack(page));
            }
        }
    }

    private @Nullable Command end() {
        Command next = last.isEmpty() ? null : last.remove(0);
        guestEnds = true;
        if (next == null || next instanceof Command.Exit) {
            hostEnds = true;
        }
        try {
            if (next != null) {
                guestDone.await();
            }
            if (next instanceof Command.Exit) {
                hostDone.await();
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return next;
    }

    private Command described(Command command) {
        Moment now = FreeThread.now();
        now.action = command.getClass().getSimpleName();
        if (command instanceof Command.Enable enable) {
            reboots++;
            now.vm = enable.vm();
        } else if (command instanceof Command.Disable disable) {
            now.vm = disable.vm();
        } else if (command instanceof Command.Close close) {
            now.vm = close.vm();
        } else if (command instanceof Command.Unpack unpack) {
            now.page = unpack.page();
        }
        return command;
    }

    @Override
    public @Nullable Integer nextAccess() {
        FreeThread me = FreeThread.me();
        Moment now = FreeThread.now();
        boolean reaper = me.participant.name.equals("P");
        int page = 1 + me.random.nextInt(claims.length() - 1);
        if (reaper) {
            if (me.deeds++ >= ROUNDS) {
                return null;
            }
            now.action = "Reap";
            now.maybe = true;
            now.page = page;
            return page;
        }
        while (me.deeds < DEEDS && !(me.participant.name.equals("V") ? guestEnds : hostEnds) && !run.panicked()) {
            if (claim(page)) {
                now.page = page;
                return page;
            }
            Thread.onSpinWait();
            page = 1 + me.random.nextInt(claims.length() - 1);
        }
        return null;
    }

    @Override
    public boolean nextHolder() {
        FreeThread me = FreeThread.me();
        return me.deeds++ < ROUNDS;
    }
}
