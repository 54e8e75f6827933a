package org.pvlazy.mutation;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.pvlazy.mutation.SpecMutants.Edited;
import org.pvlazy.tlc.EvaluationException;
import org.pvlazy.tlc.Manifest;
import org.pvlazy.tlc.Model;
import org.pvlazy.tlc.ModelCheck;
import org.pvlazy.tlc.ModelOutcome;

/**
 * Holds mutants of specifications against the models of the manifest, the smallest first, until one of them notices. First come those
 * whose complete graph is replayed; what they do not notice is left to TLC and the models that must be violated or that promise
 * something. Only promises can tell anything about fairness.
 */
final class SpecKiller {
    /** Models that generate more states take too long for thousands of mutants. */
    private static final long MOST_GENERATED = 60_000;
    /** After so many models in which a mutant cannot be evaluated. */
    private static final int ENOUGH_ERRORS = 3;

    private final Manifest manifest;
    private final int limit;

    /** Gives up to so many killers for each mutant. */
    SpecKiller(Manifest manifest, int limit) {
        this.manifest = manifest;
        this.limit = limit;
    }

    /**
     * What notices the mutant.
     *
     * @param roots the root modules of the models that have it
     */
    Kill judge(Edited edited, List<String> roots) throws IOException, InterruptedException {
        try (Workbench bench = new Workbench(manifest.specs())) {
            bench.write(edited.module() + ".tla", edited.text());
            Trial trial = new Trial(edited, bench.manifest());
            if (!edited.isAboutFairness()) {
                trial.graphs(models(roots, Model::replay));
            }
            if (trial.isOpen()) {
                trial.checks(models(
                        roots, model -> edited.isAboutFairness() == model.mode().equals("liveness")));
            }
            if (trial.isOpen() && !edited.isAboutFairness()) {
                trial.checks(models(roots, model -> model.mode().equals("liveness")));
            }
            return trial.kill();
        }
    }

    private List<Model> models(List<String> roots, java.util.function.Predicate<Model> which) {
        Set<String> modules = Set.copyOf(roots);
        Stream<Model> all = manifest.models().stream()
                .filter(model -> modules.contains(model.module()) && model.generated() <= MOST_GENERATED);
        return all.filter(which)
                .sorted(Comparator.comparingLong(Model::generated))
                .toList();
    }

    private final class Trial {
        private final Edited edited;
        private final Manifest mutated;
        private List<String> killers = List.of();
        private @Nullable String error;
        private int errors;

        Trial(Edited edited, Manifest mutated) {
            this.edited = edited;
            this.mutated = mutated;
        }

        boolean isOpen() {
            return killers.isEmpty() && errors < ENOUGH_ERRORS;
        }

        void graphs(List<Model> models) throws IOException {
            for (Model model : models) {
                if (!isOpen()) {
                    return;
                }
                try {
                    killers = new GraphTrial(mutated, limit).run(model);
                } catch (EvaluationException e) {
                    failed(model, String.valueOf(e.getMessage()));
                }
            }
        }

        void checks(List<Model> models) throws IOException, InterruptedException {
            try (ModelCheck check = new ModelCheck(mutated, null)) {
                for (Model model : models) {
                    if (!isOpen()) {
                        return;
                    }
                    ModelOutcome outcome = check.run(model, progress -> {});
                    if (outcome.failed()) {
                        failed(model, String.valueOf(outcome.problem()));
                    } else if (!outcome.expected()) {
                        killers = List.of(model.name() + ": " + word(outcome));
                    }
                }
            }
        }

        private String word(ModelOutcome outcome) {
            boolean counts = outcome.observed()
                    .equals(outcome.model().violates() ? outcome.model().property() + " violated" : "pass");
            return (counts ? "count: " : "property: ") + outcome.problem();
        }

        private void failed(Model model, String message) {
            errors++;
            error = model.name() + ": " + message;
        }

        Kill kill() {
            Mutant mutant = edited.mutant();
            return killers.isEmpty() && error != null ? Kill.invalid(mutant, error) : Kill.by(mutant, killers);
        }
    }
}
