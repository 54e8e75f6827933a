package org.pvlazy.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pvlazy.testgen.Tour;
import org.pvlazy.tla.TlaValue;
import org.pvlazy.tlc.ConfigFile;
import org.pvlazy.tlc.GraphBuilder;
import org.pvlazy.tlc.GraphOptions;
import org.pvlazy.tlc.Manifest;
import org.pvlazy.tlc.SpecFiles;
import org.pvlazy.tlc.StateGraph;

/** The complete graph of a model with a tour of it, ready to be replayed. */
record ModelGraph(SpecFiles model, StateGraph graph, Tour tour, ReplayParameters parameters) {
    static final Path SPECS = Path.of("specs");
    static final Slice SLICE = Slices.named("reboot");

    private static final Duration PATIENCE = Duration.ofSeconds(Integer.getInteger("pvlazy.patience", 20));

    static ModelGraph of(String model) {
        SpecFiles files = files(model);
        StateGraph graph = GraphBuilder.build(files, GraphOptions.strict());
        return new ModelGraph(files, graph, Tour.of(graph), parameters(model));
    }

    static SpecFiles files(String model) {
        return Manifest.read(SPECS).model(model).files(SPECS);
    }

    static ReplayParameters parameters(String model) {
        return ReplayParameters.of(
                Slices.named(Manifest.read(SPECS).model(model).slice()), constants(model));
    }

    static Map<String, TlaValue> constants(String model) {
        try {
            return ConfigFile.constants(files(model).configFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A path whose steps are the actions of these names, each the first one of that name that goes well. */
    Script script(List<String> actions) {
        int[] path = new int[actions.size()];
        int state = graph.initialStates()[0];
        for (int i = 0; i < path.length; i++) {
            path[i] = edge(state, actions.get(i));
            state = graph.target(path[i]);
        }
        return new GraphScripts(graph, "test", binding()).path(0, path);
    }

    private int edge(int state, String action) {
        for (int edge = graph.firstEdge(state); edge < graph.firstEdge(state + 1); edge++) {
            if (graph.label(edge).name().equals(action)
                    && Offer.answer(binding().offer(graph.label(edge))) == Offer.OK) {
                return edge;
            }
        }
        throw new IllegalArgumentException("no " + action + " in\n" + graph.state(state));
    }

    /** Replays every path and returns the first difference. Adds the edges that agreed to {@code replayed}. */
    @Nullable
    Divergence replay(MachineFactory machines, BitSet replayed) {
        try (Lockstep lockstep = lockstep(machines, PATIENCE)) {
            GraphScripts scripts = new GraphScripts(graph, "seeded", binding());
            for (int i = 0; i < tour.paths().size(); i++) {
                int[] path = tour.paths().get(i);
                Divergence divergence = lockstep.run(scripts.path(i, path));
                if (divergence != null) {
                    return divergence;
                }
                for (int edge : path) {
                    replayed.set(edge);
                }
            }
        }
        return null;
    }

    Lockstep lockstep(MachineFactory machines, Duration patience) {
        return new Lockstep(parameters, SpecSources.of(model), machines, patience);
    }

    private Binding binding() {
        return parameters.slice().binding();
    }
}
