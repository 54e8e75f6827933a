package org.pvlazy.mutation;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.pvlazy.conformance.Divergence;
import org.pvlazy.conformance.GraphReplay;
import org.pvlazy.conformance.ReplayParameters;
import org.pvlazy.conformance.ReplayProgress;
import org.pvlazy.conformance.Slices;
import org.pvlazy.testgen.Tour;
import org.pvlazy.tlc.ConfigFile;
import org.pvlazy.tlc.Evaluator;
import org.pvlazy.tlc.GraphOptions;
import org.pvlazy.tlc.IsolatedTlc;
import org.pvlazy.tlc.Manifest;
import org.pvlazy.tlc.Model;
import org.pvlazy.tlc.SpecFiles;
import org.pvlazy.tlc.StateGraph;
import org.pvlazy.tlc.TooManyStatesException;

/**
 * Everything that can be said about the complete graph of a model: the pinned counts, the invariants at every state, and the replay
 * against the implementation. A graph that is far larger than the pinned one is not built to its end.
 */
final class GraphTrial {
    private static final int TIMES = 2;
    private static final int AT_LEAST = 20_000;
    private static final String COUNTS = "state graph";

    private final Manifest manifest;
    private final int limit;
    private final List<String> killers = new ArrayList<>();

    /** With no more killers than so many. */
    GraphTrial(Manifest manifest, int limit) {
        this.manifest = manifest;
        this.limit = limit;
    }

    /**
     * What notices that the model is not as the manifest says.
     *
     * @throws org.pvlazy.tlc.EvaluationException if the model cannot be parsed or evaluated
     */
    List<String> run(Model model) throws IOException {
        SpecFiles files = model.files(manifest.specs());
        int most = (int) Math.max(AT_LEAST, TIMES * model.distinct());
        StateGraph graph;
        try (Evaluator evaluator = IsolatedTlc.open(files)) {
            evaluator.invariantsViolated(most).forEach(property -> add(model, "property: " + property));
            graph = evaluator.graph(GraphOptions.strict().withMaxStates(most));
            compareCounts(model, graph);
        } catch (TooManyStatesException e) {
            add(model, "count: " + e.getMessage() + " where " + model.distinct() + " are pinned");
            return killers;
        }
        if (killers.size() < limit) {
            replay(model, files, graph);
        }
        return killers;
    }

    private void compareCounts(Model model, StateGraph graph) {
        compare(model, "distinct states", model.distinct(), graph.states());
        compare(model, "states generated", model.generated(), graph.generated());
    }

    private void compare(Model model, String what, long pinned, long found) {
        if (pinned != found) {
            add(model, "count: " + found + " " + what + " where " + pinned + " are pinned");
        }
    }

    private void replay(Model model, SpecFiles files, StateGraph graph) throws IOException {
        ReplayParameters parameters =
                ReplayParameters.of(Slices.named(model.slice()), ConfigFile.constants(files.configFile()));
        GraphReplay.Prepared prepared = new GraphReplay.Prepared(model, parameters, graph, Tour.of(graph), 0, 0);
        Set<String> differences = new TreeSet<>();
        for (Divergence divergence :
                new GraphReplay(manifest, ReplayProgress.NONE).run(prepared).divergences()) {
            if (!divergence.what().equals(COUNTS)) {
                differences.add("replay: " + divergence.what() + " after " + divergence.action());
            }
        }
        differences.forEach(difference -> add(model, difference));
    }

    private void add(Model model, String killer) {
        if (killers.size() < limit) {
            killers.add(model.name() + ": " + killer);
        }
    }
}
