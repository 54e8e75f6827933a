package org.pvlazy.conformance;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.pvlazy.conformance.Actions.Action;
import org.pvlazy.conformance.Participant.Phase;
import org.pvlazy.conformance.Recording.Crash;
import org.pvlazy.conformance.Recording.Event;
import org.pvlazy.conformance.Recording.Origin;
import org.pvlazy.kvm.Machine;
import org.pvlazy.probe.Sanitizer.KernelBug;
import org.pvlazy.tla.TlaValue;

/**
 * Records free runs of the implementation within the bounds of a model. A seed fixes the order of the endings, and each thread's
 * stream of choices and delays; not which thread is faster.
 */
public final class Recorder {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ReplayParameters parameters;
    private final MachineFactory machines;
    private final Duration patience;
    private final Slice slice;

    /** Records the implementation as it is. */
    public Recorder(ReplayParameters parameters) {
        this(parameters, Machine::new, PATIENCE);
    }

    Recorder(ReplayParameters parameters, MachineFactory machines, Duration patience) {
        this.parameters = parameters;
        this.machines = machines;
        this.patience = patience;
        slice = parameters.slice();
    }

    /** Runs once. */
    public Recording record(Origin origin) {
        FreeRun run = new FreeRun(parameters, machines, origin.seed());
        boolean ended = run.run(patience);
        List<FreeThread> threads = run.threads();
        Crash crash = crash(threads, ended);
        List<List<Event>> events = new ArrayList<>();
        for (FreeThread thread : threads) {
            // A thread that did not end may still write.
            events.add(
                    ended || !thread.isAlive()
                            ? thread.moments.stream().map(this::event).toList()
                            : List.of());
        }
        return new Recording(
                origin,
                threads.stream().map(thread -> name(thread.number)).toList(),
                events,
                crash,
                crash == null ? last(run, threads) : Map.of());
    }

    private String name(int number) {
        int fixed = slice.threads().fixed().size();
        return number < fixed ? slice.threads().name(number) : "kthread " + (number - fixed + 1);
    }

    private @Nullable Crash crash(List<FreeThread> threads, boolean ended) {
        // A second thread may find a mistake before it hears of the first one.
        FreeThread first = threads.stream()
                .filter(thread -> thread.failure != null)
                .min(Comparator.comparingLong(thread -> thread.current == null ? 0 : thread.current.end))
                .orElse(null);
        if (first == null || first.failure == null) {
            return ended ? null : new Crash(-1, "", "the threads do not end");
        }
        KernelBug bug = first.bug();
        return bug == null
                ? new Crash(first.number, "", first.failure + " at " + JavaSources.of(first.failure))
                : new Crash(first.number, bug.splat().name().toLowerCase(Locale.ROOT), bug.toString());
    }

    private Event event(Moment moment) {
        long offer = Offer.of(0, moment.step, moment.answer);
        if (!moment.action.isEmpty()) {
            Action action = Objects.requireNonNull(slice.actions().named(moment.action), moment.action);
            offer = Offer.withAction(offer, action.number());
            offer = Offer.withVm(Offer.withPage(offer, action.parameters().contains("p") ? moment.page : 0), moment.vm);
        }
        boolean maybe = moment.maybe && !moment.asked;
        return new Event(offer, moment.begin, moment.end, maybe, moment.child, moment.place());
    }

    /** The machine has come to rest: what it looks like in the words of the specification. */
    private Map<String, TlaValue> last(FreeRun run, List<FreeThread> threads) {
        try (Crew crew = new Crew()) {
            World still =
                    new World(parameters, crew, world -> World.Director.STOP, (p, s, probe, env) -> run.machine());
            int fixed = slice.threads().fixed().size();
            for (FreeThread thread : threads) {
                Participant was = thread.participant;
                if (thread.number < fixed || was.phase != Phase.ENDED) {
                    int place = still.participants().size();
                    Participant is = new Participant(place, slice.threads().name(place), was.data, was.phase);
                    is.step = was.step;
                    is.frame = was.frame;
                    still.participants().add(is);
                }
                thread.moments.forEach(moment -> spend(still, moment));
            }
            Projection projection = slice.projection(parameters);
            List<String> names = List.copyOf(new TreeSet<>(projection.names()));
            List<Function<World, TlaValue>> functions = projection.functions(names);
            Map<String, TlaValue> last = new LinkedHashMap<>();
            for (int i = 0; i < names.size(); i++) {
                last.put(names.get(i), functions.get(i).apply(still));
            }
            return last;
        }
    }

    /** Counts what the environment let happen, and what it refused. */
    private void spend(World still, Moment moment) {
        long offer = event(moment).offer();
        still.environment().dictate(offer);
        if (moment.answer != Offer.OK && moment.answer != Offer.BUSY) {
            still.environment().spend();
        }
    }
}
