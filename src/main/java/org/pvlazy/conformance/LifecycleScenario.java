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
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.jspecify.annotations.Nullable;
import org.pvlazy.kvm.FdState;
import org.pvlazy.kvm.Kvm;
import org.pvlazy.kvm.Machine;
import org.pvlazy.probe.Environment.Command;
import org.pvlazy.probe.Step;

/**
 * VMs come and go while guest and host touch their pages.
 *
 * <p>Two things it keeps from happening, since the specification takes a handler as one step: that two threads touch the same page
 * at once on purpose, and that the process exits, or a VM is closed, under a thread that is touching a page [B].
 */
final class LifecycleScenario extends FreeScenario {
    /** Accesses of a thread that led into the kernel; after so many it has touched enough. */
    private static final int DEEDS = 24;

    private static final int COMMANDS = 24;
    private static final int ROUNDS = 6;
    /** How often the I/O thread waits for a kthread, or for a page, before it gives its next command up. */
    private static final int PATIENCE = 1_000_000;

    private static final Set<Step> MAY_BE_BUSY = EnumSet.of(
            Step.C1_CREATE_CONF, Step.K4_DESTROY_CONF, Step.N2_DESTROY_CONF, Step.M1_MAKE_SECURE, Step.P_DESTROY_UVC);
    private static final Map<Step, String> KINDS = kinds();

    private final AtomicIntegerArray claims;
    private final CountDownLatch guestDone = new CountDownLatch(1);
    private final CountDownLatch hostDone = new CountDownLatch(1);
    private volatile boolean guestEnds;
    private volatile boolean hostEnds;

    /** How often a VM was enabled, and how many commands there were. Used by the I/O thread only. */
    private int reboots;

    private int commands;
    /** After so many the end begins; early enough that there is often something to end. */
    private int most = COMMANDS;

    private int waits;
    private final List<Command> last = new ArrayList<>();

    LifecycleScenario(ReplayParameters parameters, FreeRun run, long seed) {
        super(parameters, run, KINDS);
        claims = new AtomicIntegerArray(parameters.machine().pages() + 1);
        if (surroundings().is(LifecycleSlice.ENDS)) {
            last.add(new Command.Exit());
            for (int vm = 1; vm <= parameters.machine().vms(); vm++) {
                last.add(new Command.Close(vm));
            }
            // Spread, since the first numbers of neighbouring seeds are alike.
            Random random = new Random(seed * 0x9E3779B97F4A7C15L);
            Collections.shuffle(last, random);
            most = 1 + random.nextInt(COMMANDS);
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

    @Override
    boolean mayBeBusy(Step step) {
        return MAY_BE_BUSY.contains(step);
    }

    @Override
    boolean has(String thread) {
        return switch (thread) {
            case "V" -> surroundings().is(LifecycleSlice.GUEST);
            case "H" -> surroundings().is(LifecycleSlice.OTHER_HOST_THREADS);
            case "M" -> surroundings().is(LifecycleSlice.HOLDERS);
            case "P" -> surroundings().is(LifecycleSlice.REAPER);
            default -> true;
        };
    }

    @Override
    Step rest(String thread) {
        return thread.equals("M") ? Step.HG_GET_USERS : Step.RUN;
    }

    @Override
    void ended(String thread) {
        if (thread.equals("V")) {
            guestDone.countDown();
        } else if (thread.equals("H")) {
            hostDone.countDown();
        }
    }

    /** Back where it chooses what to do the thread gives up the page that it claimed. */
    @Override
    void arrives(FreeThread thread, Step step) {
        thread.drop();
        changesListAlone(thread, step);
        if (thread.claimed != 0 && (step == Step.IDLE || step == Step.RUN)) {
            claims.set(thread.claimed, 0);
            thread.claimed = 0;
        }
    }

    /** It tells what an access was about. */
    @Override
    void passes(FreeThread me, Moment now, Step step) {
        if (now.step == Step.M1_MAKE_SECURE) {
            insideImport(now, step, me);
        } else if (now.step == Step.RUN && step == Step.AC_EXPORT_UVC) {
            now.action = me.participant.name.equals("V") ? "Access3d" : "HostAccess3d";
            now.maybe = true;
        } else if (now.step == Step.RUN && step == Step.SV_DESTROY_UVC) {
            now.action = "Violation3f";
            now.maybe = true;
        }
    }

    /**
     * An import that exports first may be two steps of the specification. If a zombie's walk has the page, the export is an attempt
     * that fails; the walk destroys the page, which is not secure any more, and drops it, and the rest of the import goes well.
     */
    private void insideImport(Moment now, Step step, FreeThread me) {
        if (step == Step.M2_EXPORT) {
            now.maybe = true;
        } else if (step == Step.M3_EXPECTED_REFS && now.maybe) {
            run().split(me, now);
        }
    }

    @Override
    void tells(FreeThread me, Moment last, Step next) {
        if (last.step == Step.RUN && next == Step.M1_MAKE_SECURE) {
            last.action = "Fault3e";
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
    public @Nullable Command nextCommand() {
        FreeThread me = FreeThread.me();
        Command next = null;
        while (next == null && commands < most && waits < PATIENCE) {
            next = choose(me.random);
        }
        commands++;
        if (next == null) {
            next = end();
        }
        if (next instanceof Command.Enable) {
            reboots++;
        }
        return next == null ? null : begins(next);
    }

    /** Something that is possible now; null if there is nothing, or if somebody touches the page. */
    private @Nullable Command choose(Random random) {
        List<Command> possible = new ArrayList<>();
        machine().kvms().forEach(kvm -> addIoctls(kvm, possible));
        if (possible.isEmpty() && run().kthreads() == 0) {
            commands = most;
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
        Machine machine = machine();
        if (kvm.fd() != FdState.OPEN || !machine.process().alive()) {
            return;
        }
        int most = surroundings().number(LifecycleSlice.MAX_REBOOTS);
        if (kvm.pvHandle() != 0) {
            if (surroundings().is(LifecycleSlice.DISABLES)) {
                possible.add(new Command.Disable(kvm.number()));
            }
        } else if ((most == 0 || reboots < most)
                && machine.uv().hasFreeHandle()
                && run().kthreads() < machine.uv().maxConfigs()) {
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
        while (me.deeds < DEEDS && !(me.participant.name.equals("V") ? guestEnds : hostEnds) && !run().panicked()) {
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
