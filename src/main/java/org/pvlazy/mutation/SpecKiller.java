package org.pvlazy.mutation;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.apache.commons.lang3.Range;
import org.apache.commons.lang3.StringUtils;
import org.jspecify.annotations.Nullable;
import org.pvlazy.mutation.SpecMutants.Edited;
import org.pvlazy.tlc.EvaluationException;
import org.pvlazy.tlc.LocalEngine;
import org.pvlazy.tlc.Manifest;
import org.pvlazy.tlc.Model;
import org.pvlazy.tlc.ModelCheck;
import org.pvlazy.tlc.ModelOutcome;

/**
 * Holds mutants of specifications against the models of the manifest until one of them notices: the model first that noticed another
 * mutant of the same definition, then the smallest. First come those that must pass, with their complete graphs, and of these the ones
 * that are replayed; then those that must be violated. Only promises can tell anything about fairness; they are left to TLC.
 */
final class SpecKiller {
    /** After so many models in which a mutant cannot be evaluated. */
    private static final int ENOUGH_ERRORS = 3;

    private final Manifest manifest;
    private final Benches benches;
    private final GraphTrial graphs;
    private final Range<Long> generated;
    /** By definition, the model that killed last. */
    private final Map<String, String> lastKillers = new ConcurrentHashMap<>();

    /**
     * Against the models of a manifest.
     *
     * @param benches of its specifications
     * @param limit how many killers to give for each mutant
     * @param generated models that generate so many states; larger ones take too long for thousands of mutants
     */
    SpecKiller(Manifest manifest, Benches benches, int limit, Range<Long> generated) {
        this.manifest = manifest;
        this.benches = benches;
        this.generated = generated;
        graphs = new GraphTrial(manifest, limit);
    }

    /**
     * What notices the mutant.
     *
     * @param roots the root modules of the models that have it
     */
    Kill judge(Edited edited, List<String> roots) throws IOException, InterruptedException {
        return benches.with(
                edited.module() + ".tla", edited.text(), bench -> new Trial(edited, roots, bench.manifest()).run());
    }

    /** One mutant, held against one model after the other. */
    private final class Trial {
        private final Edited edited;
        private final Set<String> roots;
        private final Manifest mutated;
        private List<String> killers = List.of();
        private @Nullable String error;
        private int errors;

        Trial(Edited edited, List<String> roots, Manifest mutated) {
            this.edited = edited;
            this.roots = Set.copyOf(roots);
            this.mutated = mutated;
        }

        Kill run() throws IOException, InterruptedException {
            if (edited.isAboutFairness()) {
                for (Model model : models(model -> model.mode().equals("liveness"))) {
                    hold(model, each -> promise(each, mutated));
                }
            } else {
                for (Model model : models(Model::replay)) {
                    hold(model, each -> graphs.graph(each, mutated));
                }
                for (Model model : models(model -> !model.replay() && !model.violates())) {
                    hold(model, each -> graphs.graph(each, mutated));
                }
                for (Model model : models(model -> model.violates() && model.depth() > 0)) {
                    hold(model, each -> graphs.violation(each, mutated));
                }
            }
            Mutant mutant = edited.mutant();
            if (killers.isEmpty()) {
                return error == null ? Kill.by(mutant, killers) : Kill.invalid(mutant, error);
            }
            lastKillers.put(edited.definition(), StringUtils.substringBefore(killers.get(0), ":"));
            return Kill.by(mutant, killers);
        }

        private List<Model> models(Predicate<Model> which) {
            List<Model> models = new ArrayList<>(manifest.models().stream()
                    .filter(model -> roots.contains(model.module()) && generated.contains(model.generated()))
                    .filter(which)
                    .sorted(Comparator.comparingLong(Model::generated))
                    .toList());
            String last = lastKillers.getOrDefault(edited.definition(), "");
            models.sort(Comparator.comparing(model -> !model.name().equals(last)));
            return models;
        }

        private void hold(Model model, Test test) throws IOException, InterruptedException {
            if (killers.isEmpty() && errors < ENOUGH_ERRORS) {
                try {
                    killers = test.killers(model);
                } catch (EvaluationException e) {
                    errors++;
                    error = model.name() + ": " + e.getMessage();
                }
            }
        }
    }

    /** What notices that TLC's verdict on the model is not as it must be. */
    static List<String> promise(Model model, Manifest specs) throws IOException, InterruptedException {
        try (ModelCheck check = new ModelCheck(specs, new LocalEngine(null))) {
            ModelOutcome outcome = check.run(model, progress -> {});
            if (outcome.failed()) {
                throw new EvaluationException(String.valueOf(outcome.problem()));
            }
            return outcome.expected() ? List.of() : List.of(model.name() + ": property: " + outcome.problem());
        }
    }

    private interface Test {
        List<String> killers(Model model) throws IOException, InterruptedException;
    }
}
