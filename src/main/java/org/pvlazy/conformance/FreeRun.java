package org.pvlazy.conformance;

import java.lang.StackWalker.StackFrame;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.pvlazy.conformance.Participant.Cancelled;
import org.pvlazy.conformance.Participant.Phase;
import org.pvlazy.kvm.Machine;
import org.pvlazy.probe.Environment.Kthread;
import org.pvlazy.probe.Probe;
import org.pvlazy.probe.Sanitizer.KernelBug;
import org.pvlazy.probe.Step;

/**
 * A machine whose threads run free and log. A thread appends to a list of its own; all that threads share for the log is one counter,
 * which gives the beginnings and ends of their moments an order. At every probe a thread may be delayed, as its stream of random
 * numbers says.
 */
final class FreeRun implements Probe {
    private static final StackWalker STACK = StackWalker.getInstance();

    private final Slice slice;
    private final Machine machine;
    private final FreeScenario scenario;
    private final long seed;
    private final List<FreeThread> threads = new ArrayList<>();
    /** In the order of their creation. */
    private final Queue<FreeThread> kthreads = new ConcurrentLinkedQueue<>();

    private final AtomicLong clock = new AtomicLong();
    private final AtomicInteger created = new AtomicInteger();
    private final AtomicInteger alive = new AtomicInteger();
    private volatile boolean panicked;

    FreeRun(ReplayParameters parameters, MachineFactory machines, long seed) {
        this.seed = seed;
        slice = parameters.slice();
        scenario = slice.scenario(parameters, this, seed);
        machine = machines.create(parameters.machine(), parameters.switches(), this, scenario);
        created.set(slice.threads().fixed().size());
    }

    Machine machine() {
        return machine;
    }

    /** Kthreads that were created and have not ended. */
    int kthreads() {
        return alive.get();
    }

    /** Whether some thread has found out that the implementation made a mistake; then all stop at their next step. */
    boolean panicked() {
        return panicked;
    }

    /** Lets the threads go and waits for their end. Returns false if they do not end. */
    boolean run(Duration patience) {
        List<Threads.Fixed> fixed = slice.threads().fixed();
        for (int place = 0; place < fixed.size(); place++) {
            String name = fixed.get(place).name();
            Runnable loop = fixed.get(place).loop().apply(machine);
            boolean there = loop != null && scenario.has(name);
            Participant participant = new Participant(place, name, null, loop == null ? Phase.ENDED : Phase.ALIVE);
            FreeThread thread = new FreeThread(place, participant, seed, () -> body(loop));
            threads.add(thread);
            if (!there) {
                scenario.ended(name);
                thread.participant.step = scenario.rest(name);
            }
        }
        List<FreeThread> here = threads.stream()
                .filter(thread -> scenario.has(thread.participant.name) && thread.participant.parked())
                .toList();
        here.forEach(Thread::start);
        // Twice half of it: a host that stands still for a while takes away the first one only.
        Duration half = patience.dividedBy(2);
        boolean ended = end(here, half);
        if (!ended) {
            ended = end(here, half);
        }
        // Who is still there stops at its next step.
        panicked |= !ended;
        return ended;
    }

    private boolean end(List<FreeThread> here, Duration patience) {
        long until = System.nanoTime() + patience.toNanos();
        return here.stream().allMatch(thread -> ends(thread, until))
                && kthreads.stream().allMatch(thread -> thread.getState() == Thread.State.NEW || ends(thread, until));
    }

    private static boolean ends(FreeThread thread, long until) {
        try {
            thread.join(Math.max(1, (until - System.nanoTime()) / 1_000_000));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return !thread.isAlive();
    }

    /** Every thread, those that never ran too. */
    List<FreeThread> threads() {
        List<FreeThread> all = new ArrayList<>(threads);
        all.addAll(kthreads);
        return all;
    }

    Kthread createKthread(Object data, Runnable body) {
        int number = created.getAndIncrement();
        alive.incrementAndGet();
        Participant participant = new Participant(number, "kthread", data, Phase.CREATED);
        FreeThread thread = new FreeThread(number, participant, seed, () -> body(body));
        kthreads.add(thread);
        FreeThread.now().child = number;
        return thread::start;
    }

    @Override
    public void at(Step step, @Nullable Object frame) {
        FreeThread me = FreeThread.me();
        boolean stops = slice.stops(me.participant, step);
        if (stops) {
            end(me, step);
        } else if (me.current != null) {
            scenario.passes(me, me.current, step);
        }
        delay(me.random);
        boolean over = panicked;
        if (stops) {
            me.participant.step = step;
            me.participant.frame = frame;
            StackFrame site = STACK.walk(
                    frames -> frames.filter(FreeRun::kernel).findFirst().orElse(null));
            me.current = new Moment(step, clock.incrementAndGet(), site);
            me.moments.add(me.current);
        }
        if (over) {
            // It is not through: this moment stays open, and begins too late for anybody to ask for it.
            throw new Cancelled();
        }
    }

    private static boolean kernel(StackFrame frame) {
        return frame.getClassName().startsWith("org.pvlazy.kvm.")
                || frame.getClassName().startsWith("org.pvlazy.mm.");
    }

    /** The thread comes to a stop. */
    private void end(FreeThread me, Step next) {
        Moment last = me.current;
        if (last != null) {
            scenario.tells(me, last, next);
            last.end = clock.incrementAndGet();
            forgetNothing(me, last);
        }
        scenario.arrives(me, next);
    }

    /** What a thread is in was one event so far, and the rest is another. */
    void split(FreeThread me, Moment now) {
        now.end = clock.incrementAndGet();
        Moment rest = new Moment(now.step, clock.incrementAndGet(), now.site);
        me.moments.add(rest);
        me.current = rest;
    }

    private static void forgetNothing(FreeThread me, Moment last) {
        boolean chooses = last.step == Step.IDLE || last.step == Step.RUN;
        if (chooses && last.action.isEmpty()) {
            me.moments.remove(me.moments.size() - 1);
        } else if (last.step == Step.RUN && !last.action.equals("Reap")) {
            me.deeds++;
        }
    }

    // To disturb the scheduler is the point.
    @SuppressWarnings("ThreadPriorityCheck")
    private static void delay(Random random) {
        int kind = random.nextInt(16);
        if (kind < 3) {
            Thread.yield();
        } else if (kind < 6) {
            for (int i = random.nextInt(400); i > 0; i--) {
                Thread.onSpinWait();
            }
        } else if (kind == 6) {
            for (int i = random.nextInt(20); i > 0; i--) {
                Thread.yield();
            }
        }
    }

    private void body(@Nullable Runnable loop) {
        FreeThread me = FreeThread.me();
        if (me.participant.phase == Phase.CREATED) {
            me.participant.phase = Phase.ALIVE;
        }
        try {
            if (loop != null) {
                loop.run();
            }
            returned(me);
        } catch (Cancelled e) {
            // Its last moment stays open.
        } catch (KernelBug e) {
            die(me, e);
        } catch (RuntimeException | Error e) {
            die(me, e);
        } finally {
            me.drop();
            scenario.ended(me.participant.name);
            if (me.number >= slice.threads().fixed().size()) {
                alive.decrementAndGet();
            }
        }
    }

    private void returned(FreeThread me) {
        Moment last = me.current;
        boolean stays = last != null
                && last.action.isEmpty()
                && (last.step == Step.IDLE || last.step == Step.RUN || last.step == Step.HG_GET_USERS);
        if (last != null) {
            last.end = clock.incrementAndGet();
            if (stays) {
                me.moments.remove(me.moments.size() - 1);
            }
        }
        // Where there is nothing more to do a thread stays where it chooses; the specification knows no other end.
        if (!stays) {
            me.participant.phase = Phase.ENDED;
        }
    }

    private void die(FreeThread me, Throwable failure) {
        if (me.current != null) {
            me.current.end = clock.incrementAndGet();
        }
        me.failure = failure;
        me.participant.phase = Phase.CRASHED;
        panicked = true;
    }
}
