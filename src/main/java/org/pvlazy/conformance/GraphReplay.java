package org.pvlazy.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.commons.lang3.time.StopWatch;
import org.jspecify.annotations.Nullable;
import org.pvlazy.testgen.Tour;
import org.pvlazy.tlc.ConfigFile;
import org.pvlazy.tlc.GraphBuilder;
import org.pvlazy.tlc.GraphOptions;
import org.pvlazy.tlc.Manifest;
import org.pvlazy.tlc.Model;
import org.pvlazy.tlc.SpecFiles;
import org.pvlazy.tlc.StateGraph;

/** Replays the complete graph of a model: every edge is taken on some path of a tour, with everything compared. */
public final class GraphReplay {
    /** After so many different paths more of the same would not help a reader. */
    private static final int ENOUGH = 3;

    private final Manifest manifest;
    private final MachineFactory machines;
    private final ReplayProgress progress;

    /** Tells {@code progress} how far it is. */
    public GraphReplay(Manifest manifest, ReplayProgress progress) {
        this(manifest, org.pvlazy.kvm.Machine::new, progress);
    }

    GraphReplay(Manifest manifest, MachineFactory machines, ReplayProgress progress) {
        this.manifest = manifest;
        this.machines = machines;
        this.progress = progress;
    }

    /**
     * Builds the graph and replays it.
     *
     * @throws org.pvlazy.tlc.EvaluationException if the model cannot be evaluated
     */
    public ReplayOutcome run(Model model) {
        return run(prepare(model, GraphOptions.strict()));
    }

    /** A model with its graph and the tour of it, which can be made while others are replayed or made. */
    public record Prepared(
            Model model,
            ReplayParameters parameters,
            StateGraph graph,
            Tour tour,
            double graphSeconds,
            double tourSeconds) {}

    /**
     * Builds the graph and the tour.
     *
     * @param options how to build the graph
     * @throws org.pvlazy.tlc.EvaluationException if the model cannot be evaluated
     */
    public Prepared prepare(Model model, GraphOptions options) {
        SpecFiles files = model.files(manifest.specs());
        ReplayParameters parameters = ReplayParameters.of(Slices.named(model.slice()), constants(files));
        StopWatch watch = StopWatch.createStarted();
        StateGraph graph = GraphBuilder.build(files, options.withProgress(progress::graph));
        double graphSeconds = seconds(watch);
        // A step of the thread that took the last one needs no hand-over.
        Binding binding = parameters.slice().binding();
        int[] thread = graph.labels().stream()
                .mapToInt(label -> Offer.thread(binding.offer(label)))
                .toArray();
        Tour tour = Tour.of(graph, label -> thread[label], progress::tour);
        return new Prepared(model, parameters, graph, tour, graphSeconds, seconds(watch) - graphSeconds);
    }

    /** Replays the graph. */
    public ReplayOutcome run(Prepared prepared) {
        Result result = new Result(prepared.model(), prepared.graph(), prepared.tour());
        StopWatch watch = StopWatch.createStarted();
        List<Lockstep> hands = result.replay(
                prepared.parameters(), SpecSources.of(prepared.model().files(manifest.specs())));
        return result.outcome(hands, prepared.graphSeconds() + prepared.tourSeconds(), seconds(watch));
    }

    private static double seconds(StopWatch watch) {
        return watch.getDuration().toNanos() / 1e9;
    }

    private static java.util.Map<String, org.pvlazy.tla.TlaValue> constants(SpecFiles files) {
        try {
            return ConfigFile.constants(files.configFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private final class Result {
        private final Model model;
        private final StateGraph graph;
        private final Tour tour;
        private final BitSet replayed = new BitSet();
        private final List<Divergence> divergences = new ArrayList<>();
        private final List<int[]> paths;
        private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
        private int taken;
        private long steps;

        Result(Model model, StateGraph graph, Tour tour) {
            this.model = model;
            this.graph = graph;
            this.tour = tour;
            // Without any step the initial state is still to be compared.
            paths = tour.paths().isEmpty() ? List.of(new int[0]) : tour.paths();
            Divergence counts = compareCounts();
            if (counts != null) {
                divergences.add(counts);
            }
        }

        /** The evaluator must have found the graph that TLC counted. */
        private @Nullable Divergence compareCounts() {
            if (graph.states() == model.distinct() && graph.generated() == model.generated()) {
                return null;
            }
            return Divergence.at(
                    new Divergence.Place(model.name(), 0, "-", "-", model.cfg(), "-"),
                    "state graph",
                    model.distinct() + " distinct states, " + model.generated() + " generated",
                    graph.states() + " distinct states, " + graph.generated() + " generated");
        }

        /** Worlds on several processors share the paths; each takes the next one that nobody has taken. */
        List<Lockstep> replay(ReplayParameters parameters, SpecSources sources) {
            GraphScripts scripts =
                    new GraphScripts(graph, model.name(), parameters.slice().binding());
            List<Lockstep> hands = new ArrayList<>();
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
                Lockstep lockstep = new Lockstep(parameters, sources, machines);
                hands.add(lockstep);
                Thread thread = new Thread(() -> replayPaths(lockstep, scripts), "replay-" + i);
                thread.setDaemon(true);
                thread.start();
                threads.add(thread);
            }
            try {
                for (Thread thread : threads) {
                    thread.join();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            RuntimeException thrown = failure.get();
            if (thrown != null) {
                throw thrown;
            }
            return hands;
        }

        private void replayPaths(Lockstep lockstep, GraphScripts scripts) {
            try (lockstep) {
                for (int i = nextPath(); i >= 0; i = nextPath()) {
                    int[] path = paths.get(i);
                    Divergence divergence = lockstep.run(scripts.path(i, path));
                    // The step that led to a difference does not count; there is none if Init differs.
                    replayed(
                            path,
                            divergence == null ? path.length : Math.max(0, lockstep.lastPosition() - 1),
                            divergence);
                }
            } catch (RuntimeException | Error e) {
                failure.compareAndSet(
                        null, new IllegalStateException("the replay of " + model.name() + " failed: " + e, e));
            }
        }

        private synchronized int nextPath() {
            boolean enough = taken == paths.size() || divergences.size() >= ENOUGH || failure.get() != null;
            return enough ? -1 : taken++;
        }

        private synchronized void replayed(int[] path, int agreed, @Nullable Divergence divergence) {
            if (divergence != null) {
                divergences.add(divergence);
            }
            for (int step = 0; step < agreed; step++) {
                replayed.set(path[step]);
            }
            steps += agreed;
            progress.steps(steps, tour.steps());
        }

        ReplayOutcome outcome(List<Lockstep> hands, double graphSeconds, double seconds) {
            return new ReplayOutcome(
                    model.name(),
                    model.variant(),
                    graph.states(),
                    graph.edges(),
                    replayed.cardinality(),
                    tour.paths().size(),
                    steps,
                    tour.steps(),
                    hands.stream().mapToLong(Lockstep::enabledSetsCompared).sum(),
                    hands.stream().mapToLong(Lockstep::variablesCompared).sum(),
                    graphSeconds,
                    seconds,
                    divergences,
                    idleActions());
        }

        private List<String> idleActions() {
            Set<String> idle = new TreeSet<>();
            graph.labels().forEach(label -> idle.add(label.name()));
            replayed.stream().forEach(edge -> idle.remove(graph.label(edge).name()));
            return List.copyOf(idle);
        }
    }
}
