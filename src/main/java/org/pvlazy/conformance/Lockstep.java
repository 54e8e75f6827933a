package org.pvlazy.conformance;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.pvlazy.tla.ActionLabel;
import org.pvlazy.tla.TlaValue;

/**
 * Drives the implementation along a {@link Script} and compares, at every state, every variable and the set of possible steps.
 * Counts what it compared.
 */
final class Lockstep implements AutoCloseable {
    /** A step takes microseconds; a machine may be busy with something else. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ReplayParameters parameters;
    private final MachineFactory machines;
    private final SpecSources sources;
    private final Duration patience;
    private final Projection projection;
    private final Crew crew = new Crew();

    private long steps;
    private int lastPosition;
    private @Nullable Finding lastFinding;
    private long variablesCompared;
    private long enabledSetsCompared;

    Lockstep(ReplayParameters parameters, SpecSources sources) {
        this(parameters, sources, org.pvlazy.kvm.Machine::new);
    }

    Lockstep(ReplayParameters parameters, SpecSources sources, MachineFactory machines) {
        this(parameters, sources, machines, PATIENCE);
    }

    /** Takes a script for stuck if for so long no thread reaches its next step. */
    Lockstep(ReplayParameters parameters, SpecSources sources, MachineFactory machines, Duration patience) {
        this.parameters = parameters;
        this.sources = sources;
        this.machines = machines;
        this.patience = patience;
        projection = parameters.slice().projection(parameters);
    }

    /**
     * Follows the script to its end or to the first difference.
     *
     * @throws IllegalStateException if the script itself fails
     */
    @Nullable
    Divergence run(Script script) {
        return run(script, world -> null);
    }

    /** The same, with a detector that looks at every state; see {@link #lastFinding}. */
    @Nullable
    Divergence run(Script script, Detector detector) {
        Run run = new Run(script, detector);
        World world = new World(parameters, crew, run, machines);
        boolean ended = world.run(patience);
        steps += run.position;
        lastPosition = run.position;
        lastFinding = run.finding;
        Divergence divergence = run.divergence;
        if (!ended) {
            if (divergence == null) {
                divergence = run.difference(world, Divergence.STUCK, "the thread reaches its next step", "it does not");
            }
            world.abandon();
        }
        Throwable harness = world.directorFailure();
        if (divergence == null && harness != null) {
            throw new IllegalStateException(script.name() + " after step " + run.position + ": " + harness, harness);
        }
        Throwable failure = world.failure();
        if (divergence == null && failure != null) {
            divergence = Divergence.at(
                    run.place(world, JavaSources.of(failure)),
                    Divergence.DIED,
                    "the thread goes on",
                    failure.toString());
        }
        return divergence;
    }

    /** Steps taken in the last script. */
    int lastPosition() {
        return lastPosition;
    }

    /**
     * What a detector found.
     *
     * @param position the steps before it found something for the first time
     */
    record Finding(int position, String text) {}

    /** What the detector found in the last script; null if nothing. */
    @Nullable
    Finding lastFinding() {
        return lastFinding;
    }

    /** Steps taken so far, over all scripts. */
    long steps() {
        return steps;
    }

    /** Values compared so far. */
    long variablesCompared() {
        return variablesCompared;
    }

    /** Sets of possible steps compared so far. */
    long enabledSetsCompared() {
        return enabledSetsCompared;
    }

    @Override
    public void close() {
        crew.close();
    }

    private final class Run implements World.Director {
        private final Script script;
        private final Detector detector;
        private final Function<World, TlaValue>[] variables;
        private final Agreed agreed;
        /** Read from outside when a thread is stuck. */
        private volatile int position;

        private volatile @Nullable Divergence divergence;
        private volatile @Nullable Finding finding;

        Run(Script script, Detector detector) {
            this.script = script;
            this.detector = detector;
            variables = functions(script.variables());
            agreed = new Agreed(variables.length);
        }

        @SuppressWarnings("unchecked")
        private Function<World, TlaValue>[] functions(List<String> names) {
            return projection.functions(names).toArray(Function[]::new);
        }

        @Override
        public long next(World world) {
            divergence = compare(world);
            String found = divergence == null && finding == null ? detector.finds(world) : null;
            if (found != null) {
                finding = new Finding(position, found);
            }
            if (divergence == null) {
                script.agreed(position, world.offers());
            }
            if (divergence != null || position == script.steps()) {
                return STOP;
            }
            int here = position;
            position = here + 1;
            return script.offer(here);
        }

        private @Nullable Divergence compare(World world) {
            for (int variable = 0; variable < variables.length; variable++) {
                TlaValue expected = script.expected(position, variable);
                TlaValue actual;
                try {
                    actual = variables[variable].apply(world);
                } catch (RuntimeException e) {
                    return difference(world, script.variables().get(variable), expected.toString(), "unreadable: " + e);
                }
                variablesCompared++;
                if (!agreed.equal(variable, expected, actual)) {
                    return difference(world, script.variables().get(variable), expected.toString(), actual.toString());
                }
            }
            return compareOffers(world, world.offers());
        }

        private @Nullable Divergence compareOffers(World world, Offers offers) {
            offers.collect();
            long[] enabled = script.enabled(position);
            if (enabled != null) {
                enabledSetsCompared++;
                if (!offers.are(enabled)) {
                    long[] offered = offers.toArray();
                    return difference(
                            world,
                            Divergence.ENABLED,
                            only(enabled, offered, "only the specification can take "),
                            only(offered, enabled, "only the implementation can take "));
                }
            }
            if (position < script.steps() && !offers.contains(script.offer(position))) {
                return difference(
                        world,
                        Divergence.ENABLED,
                        script.label(position).toString(),
                        only(offers.toArray(), new long[0], "the implementation can take "));
            }
            return null;
        }

        private Divergence difference(World world, String what, String expected, String actual) {
            Participant thread = lastToMove(world);
            String java = thread == null ? null : JavaSources.of(thread);
            return Divergence.at(place(world, java), what, expected, actual);
        }

        private Divergence.Place place(World world, @Nullable String java) {
            ActionLabel last = position == 0 ? null : script.label(position - 1);
            Participant thread = lastToMove(world);
            return new Divergence.Place(
                    script.name(),
                    position,
                    last == null ? "Init" : last.toString(),
                    thread == null ? "-" : thread.name,
                    sources.place(last == null ? "Init" : last.name()),
                    java);
        }

        private @Nullable Participant lastToMove(World world) {
            return position == 0 ? null : world.participant(Offer.thread(script.offer(position - 1)));
        }
    }

    /** For each variable the last two values that were found equal: they mostly come again, as the same objects. */
    private static final class Agreed {
        private final @Nullable TlaValue[] expected;
        private final @Nullable TlaValue[] actual;

        Agreed(int variables) {
            expected = new @Nullable TlaValue[variables];
            actual = new @Nullable TlaValue[variables];
        }

        boolean equal(int variable, TlaValue one, TlaValue other) {
            if (expected[variable] == one && actual[variable] == other) {
                return true;
            }
            if (!one.equals(other)) {
                return false;
            }
            expected[variable] = one;
            actual[variable] = other;
            return true;
        }
    }

    private String only(long[] these, long[] others, String text) {
        String steps = Arrays.stream(these)
                .filter(offer -> Arrays.binarySearch(others, offer) < 0)
                .mapToObj(parameters.slice().binding()::describe)
                .collect(Collectors.joining(", "));
        return steps.isEmpty() ? text + "nothing more" : text + steps;
    }
}
