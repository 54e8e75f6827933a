package org.pvlazy.mutation;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.pvlazy.conformance.Divergence;
import org.pvlazy.conformance.GraphReplay;
import org.pvlazy.conformance.ReplayParameters;
import org.pvlazy.conformance.ReplayProgress;
import org.pvlazy.conformance.Slices;
import org.pvlazy.testgen.Tour;
import org.pvlazy.tlc.ConfigFile;
import org.pvlazy.tlc.Evaluator;
import org.pvlazy.tlc.FirstViolation;
import org.pvlazy.tlc.GraphBuilder;
import org.pvlazy.tlc.GraphOptions;
import org.pvlazy.tlc.IsolatedTlc;
import org.pvlazy.tlc.Manifest;
import org.pvlazy.tlc.Model;
import org.pvlazy.tlc.SpecFiles;
import org.pvlazy.tlc.StateGraph;
import org.pvlazy.tlc.TooManyStatesException;

/**
 * What the states of a model say about a mutant, what costs least first: the pinned counts, the invariants at every state, and the replay
 * against the implementation. If one killer is enough, no more states are looked at than are pinned: one more is one too many. A graph that has not changed
 * at all is not looked at again: nobody can tell the mutant there.
 */
final class GraphTrial {
    private static final int TIMES = 2;
    private static final int AT_LEAST = 20_000;
    private static final String COUNTS = "state graph";

    private final Manifest original;
    private final int limit;
    /** By model, what its graph is without a fault. */
    private final Map<String, Long> unchanged = new ConcurrentHashMap<>();

    /** Against the models of the original, with no more killers than so many. */
    GraphTrial(Manifest original, int limit) {
        this.original = original;
        this.limit = limit;
    }

    /**
     * What notices that the complete graph of the model is not as it must be.
     *
     * @param specs the folder with the mutant
     * @throws org.pvlazy.tlc.EvaluationException if the model cannot be parsed or evaluated
     */
    List<String> graph(Model model, Manifest specs) throws IOException {
        SpecFiles files = model.files(specs.specs());
        int most = (int) (limit == 1 ? model.distinct() : Math.max(AT_LEAST, TIMES * model.distinct()));
        List<String> killers = new ArrayList<>();
        try (Evaluator evaluator = IsolatedTlc.open(files)) {
            StateGraph graph = evaluator.graph(options(most));
            compare("distinct states", model.distinct(), graph.states(), killers);
            compare("states generated", model.generated(), graph.generated(), killers);
            if (killers.isEmpty() && graph.digest() == original(model)) {
                return killers;
            }
            if (killers.size() < limit) {
                evaluator.invariantsViolated(most).forEach(property -> killers.add("property: " + property));
            }
            if (killers.size() < limit && model.replay()) {
                replay(model, files, graph, killers);
            }
        } catch (TooManyStatesException e) {
            killers.add("count: " + e.getMessage());
        }
        return named(model, killers);
    }

    /** What notices that the search for the first violation does not end as it must. */
    List<String> violation(Model model, Manifest specs) {
        List<String> killers = new ArrayList<>();
        try (Evaluator evaluator = IsolatedTlc.open(model.files(specs.specs()))) {
            FirstViolation found = evaluator.firstViolation((int) model.distinct());
            if (!String.valueOf(model.property()).equals(found.property())) {
                String instead = found.property() == null ? "" : ", but " + found.property();
                killers.add("property: " + model.property() + " is not violated" + instead);
            }
            compare("distinct states", model.distinct(), found.distinct(), killers);
            compare("states generated", model.generated(), found.generated(), killers);
        }
        return named(model, killers);
    }

    private List<String> named(Model model, List<String> killers) {
        return killers.stream()
                .limit(limit)
                .map(killer -> model.name() + ": " + killer)
                .toList();
    }

    private static GraphOptions options(int most) {
        return GraphOptions.strict().withThreads(1).withMaxStates(most);
    }

    private static void compare(String what, long pinned, long found, List<String> killers) {
        if (found != pinned) {
            killers.add("count: " + found + " " + what + " where " + pinned + " are pinned");
        }
    }

    private long original(Model model) {
        return unchanged.computeIfAbsent(
                model.name(),
                name -> GraphBuilder.build(model.files(original.specs()), options((int) model.distinct()))
                        .digest());
    }

    private static void replay(Model model, SpecFiles files, StateGraph graph, List<String> killers)
            throws IOException {
        ReplayParameters parameters =
                ReplayParameters.of(Slices.named(model.slice()), ConfigFile.constants(files.configFile()));
        GraphReplay.Prepared prepared = new GraphReplay.Prepared(model, parameters, graph, Tour.of(graph), 0, 0);
        Set<String> differences = new TreeSet<>();
        for (Divergence divergence : new GraphReplay(Manifest.read(files.folder()), ReplayProgress.NONE)
                .run(prepared)
                .divergences()) {
            if (!divergence.what().equals(COUNTS)) {
                differences.add("replay: " + divergence.what() + " after " + divergence.action());
            }
        }
        killers.addAll(differences);
    }
}
