package org.pvlazy.conformance;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.pvlazy.conformance.Participant.Cancelled;
import org.pvlazy.conformance.Participant.Phase;
import org.pvlazy.kvm.Machine;
import org.pvlazy.probe.Environment.Kthread;
import org.pvlazy.probe.Probe;
import org.pvlazy.probe.Sanitizer.KernelBug;
import org.pvlazy.probe.Step;

/**
 * A machine whose threads take one step at a time, and stop where the {@link Slice} says. There is no scheduler thread: whichever thread stops last asks the {@link Director} what is next, and goes on itself if it is its own turn.
 */
final class World implements Probe {
    /** Says which step is taken next. */
    interface Director {
        /** Ends the script. */
        long STOP = -1;

        /** Called by one thread while every other one stands still. Returns an {@link Offer} or {@link #STOP}. */
        long next(World world);
    }

    private final ReplayParameters parameters;
    private final Slice slice;
    private final Threads threads;
    private final Crew crew;
    private final Director director;
    private final Machine machine;
    /** Written by the thread that runs; read by {@link #abandon} from outside. */
    private final List<Participant> participants = new CopyOnWriteArrayList<>();

    /** Threads between a grant and their next stop. */
    private final AtomicInteger running = new AtomicInteger();
    /** Threads that have a body to return from. */
    private final AtomicInteger live = new AtomicInteger();

    /** Kthreads that were woken in the step that is being taken. Touched by the one thread that runs. */
    private final Deque<Runnable> woken = new ArrayDeque<>();

    private final CountDownLatch over = new CountDownLatch(1);
    private volatile boolean stopped;
    /** How often all threads stood still. */
    private final AtomicLong stops = new AtomicLong();

    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final AtomicReference<@Nullable Throwable> directorFailure = new AtomicReference<>();

    private final Dictation environment;
    private final Offers offers;

    World(ReplayParameters parameters, Crew crew, Director director) {
        this(parameters, crew, director, Machine::new);
    }

    /** A world around another machine; for tests that put a fault into it. */
    World(ReplayParameters parameters, Crew crew, Director director, MachineFactory factory) {
        this.parameters = parameters;
        slice = parameters.slice();
        threads = slice.threads();
        this.crew = crew;
        this.director = director;
        environment = new Dictation(parameters, step -> slice.stops(crew.current(), step), this::created);
        machine = factory.create(parameters.machine(), parameters.switches(), this, environment);
        offers = new Offers(this);
    }

    /** Lets the threads go and waits for the end of the script. Returns false if for so long none reached its next step. */
    boolean run(Duration patience) {
        List<Runnable> starts = new ArrayList<>();
        for (Threads.Fixed fixed : threads.fixed()) {
            Runnable loop = fixed.loop().apply(machine);
            Participant participant = add(null, loop == null ? Phase.ENDED : Phase.ALIVE);
            if (loop != null) {
                starts.add(() -> crew.run(participant, () -> body(participant, loop)));
            }
        }
        running.set(starts.size());
        live.set(starts.size());
        starts.forEach(Runnable::run);
        try {
            long before;
            do {
                before = stops.get();
                if (over.await(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                    return true;
                }
            } while (stops.get() != before);
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Gives up a script that got stuck: parked threads unwind now, and any other as soon as it reaches a step. */
    void abandon() {
        cancel();
        for (Participant participant : participants) {
            Thread thread = participant.thread;
            if (thread != null) {
                thread.interrupt();
            }
        }
    }

    Machine machine() {
        return machine;
    }

    ReplayParameters parameters() {
        return parameters;
    }

    /** Collects the steps that can be taken; for the one thread that runs. */
    Offers offers() {
        return offers;
    }

    /** What the machine's surroundings do. */
    Dictation environment() {
        return environment;
    }

    List<Participant> participants() {
        return participants;
    }

    /** The thread of that name, or null if there is none (yet). */
    @Nullable
    Participant participant(String name) {
        return participant(threads.place(name));
    }

    /** The thread at a place, or null if there is none (yet). */
    @Nullable
    Participant participant(int index) {
        return index < participants.size() ? participants.get(index) : null;
    }

    /** What killed the first thread that died, other than a mistake that the implementation itself detected. */
    @Nullable
    Throwable failure() {
        return failure.get();
    }

    /** What went wrong in the director, which is not the implementation's fault. */
    @Nullable
    Throwable directorFailure() {
        return directorFailure.get();
    }

    @Override
    public void at(Step step, @Nullable Object frame) {
        if (stopped) {
            throw new Cancelled(); // The script went on, or ended, without this thread.
        }
        Participant me = crew.current();
        if (!slice.stops(me, step) || environment.goesOn(me.index, step)) {
            return;
        }
        me.step = step;
        me.frame = frame;
        Participant next = stop();
        if (next == me) {
            return;
        }
        if (next != null) {
            next.grant();
        }
        me.await();
    }

    /** The calling thread stands still. Returns who is next, if the calling thread is the one to say so. */
    private @Nullable Participant stop() {
        if (running.decrementAndGet() > 0) {
            return null;
        }
        // One after the other, so that what they do on the way to their first stop has always the same outcome.
        Runnable start = woken.poll();
        if (start != null) {
            running.set(1);
            start.run();
            return null;
        }
        stops.incrementAndGet();
        try {
            long offer = failure.get() == null ? director.next(this) : Director.STOP;
            if (offer != Director.STOP) {
                Participant next = participants.get(Offer.thread(offer));
                environment.dictate(offer);
                running.set(1);
                return next;
            }
        } catch (RuntimeException | Error e) {
            directorFailure.compareAndSet(null, e);
        }
        cancel();
        return null;
    }

    private void cancel() {
        stopped = true;
        for (Participant participant : participants) {
            if (participant.parked()) {
                participant.cancelled = true;
                participant.grant();
            }
        }
    }

    private Participant add(@Nullable Object data, Phase phase) {
        int place = participants.size();
        Participant participant = new Participant(place, threads.name(place), data, phase);
        participants.add(participant);
        return participant;
    }

    /** Takes the place of the first kthread that has ended. */
    private Participant addKthread(Object data) {
        for (int index = threads.kthreadPlace(1); index < participants.size(); index++) {
            if (participants.get(index).phase == Phase.ENDED) {
                Participant kthread = new Participant(index, threads.name(index), data, Phase.CREATED);
                participants.set(index, kthread);
                return kthread;
            }
        }
        return add(data, Phase.CREATED);
    }

    /** Kthreads that were created and have not ended. */
    int kthreads() {
        int number = 0;
        for (int place = threads.kthreadPlace(1); place < participants.size(); place++) {
            number += participants.get(place).phase == Phase.ENDED ? 0 : 1;
        }
        return number;
    }

    private void body(Participant me, Runnable loop) {
        try {
            loop.run();
            me.phase = Phase.ENDED;
        } catch (Cancelled e) {
            me.phase = Phase.ENDED;
        } catch (KernelBug e) {
            me.bug = e;
            me.phase = Phase.CRASHED;
        } catch (RuntimeException | Error e) {
            failure.compareAndSet(null, e);
            me.phase = Phase.CRASHED;
        }
        if (!stopped) {
            Participant next = stop();
            if (next != null) {
                next.grant();
            }
        }
        if (live.decrementAndGet() == 0) {
            over.countDown();
        }
    }

    /** kthread_create: the thread takes the first place that is free, and does not run yet. */
    private Kthread created(Object data, Runnable body) {
        Participant kthread = addKthread(data);
        return () -> {
            kthread.phase = Phase.ALIVE;
            woken.add(() -> {
                live.incrementAndGet();
                crew.run(kthread, () -> body(kthread, body));
            });
        };
    }
}
