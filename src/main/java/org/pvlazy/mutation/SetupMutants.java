package org.pvlazy.mutation;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.pvlazy.conformance.ComparisonCheck;
import org.pvlazy.conformance.Divergence;
import org.pvlazy.mutation.Mutant.Side;
import org.pvlazy.mutation.Mutation.Trial;
import org.pvlazy.report.PropertyTable;
import org.pvlazy.report.PropertyVerdicts;
import org.pvlazy.tlc.ConfigFile;
import org.pvlazy.tlc.EvaluationException;
import org.pvlazy.tlc.Manifest;
import org.pvlazy.tlc.Model;

/** Faults of what the checks are told: a claim that is not checked, bounds that are too small, a comparison that is not made. */
final class SetupMutants {
    /** Of larger models the constants are left alone. */
    private static final long MOST_GENERATED = 30_000;

    private final Manifest manifest;
    private final Benches benches;
    private final GraphTrial graphs;
    /** The table of verdicts without a fault. */
    private final String verdicts;

    private final Map<Mutant, Trial> trials = new LinkedHashMap<>();

    SetupMutants(Manifest manifest, Benches benches) throws IOException {
        this.manifest = manifest;
        this.benches = benches;
        graphs = new GraphTrial(manifest, 1);
        verdicts = verdicts(manifest);
    }

    /** The mutants of these models. */
    Map<Mutant, Trial> of(List<Model> models) throws IOException {
        for (Model model : models) {
            String config = Files.readString(model.files(manifest.specs()).configFile());
            for (String claim : ConfigFile.claims(model.files(manifest.specs()).configFile())) {
                add("drop claim", model, claim, mutant -> dropClaim(mutant, model, claim, config));
            }
            if (model.replay() && model.generated() <= MOST_GENERATED) {
                ConfigEdit.shrunk(config)
                        .forEach((what, text) ->
                                add("shrink constant", model, what, mutant -> shrink(mutant, model, text)));
            }
        }
        for (Model model : smallest(models)) {
            addComparisons(model);
        }
        return trials;
    }

    private interface Attempt {
        Kill run(Mutant mutant) throws IOException, InterruptedException;
    }

    private void add(String kind, Model model, String what, Attempt attempt) {
        Mutant mutant = new Mutant(model.name() + ": " + kind + " " + what, Side.SETUP, kind, model.name());
        trials.put(mutant, () -> attempt.run(mutant));
    }

    /** The smallest replayed model of each specification. */
    private static List<Model> smallest(List<Model> models) {
        Map<String, Model> smallest = new LinkedHashMap<>();
        models.stream()
                .filter(Model::replay)
                .sorted(Comparator.comparingLong(Model::generated))
                .forEach(model -> smallest.putIfAbsent(model.module(), model));
        return List.copyOf(smallest.values());
    }

    private Kill dropClaim(Mutant mutant, Model model, String claim, String config)
            throws IOException, InterruptedException {
        return benches.with(model.cfg(), ConfigEdit.without(config, claim), bench -> {
            List<String> killers = tables(bench);
            // What holds holds with one claim less.
            if (killers.isEmpty() && model.violates()) {
                killers.addAll(
                        model.depth() > 0
                                ? graphs.violation(model, bench.manifest())
                                : SpecKiller.promise(model, bench.manifest()));
            }
            return Kill.by(mutant, killers);
        });
    }

    private List<String> tables(Workbench bench) throws IOException {
        List<String> killers = new ArrayList<>();
        if (!verdicts(bench.manifest()).equals(verdicts)) {
            killers.add("the table of verdicts in specs/README.md");
        }
        return killers;
    }

    private static String verdicts(Manifest manifest) throws IOException {
        return PropertyTable.of(PropertyVerdicts.of(manifest.specs(), manifest.models()));
    }

    private Kill shrink(Mutant mutant, Model model, String config) throws IOException, InterruptedException {
        return benches.with(model.cfg(), config, bench -> {
            try {
                List<String> killers = new ArrayList<>(graphs.graph(model, bench.manifest()));
                killers.addAll(tables(bench));
                return Kill.by(mutant, killers);
            } catch (EvaluationException e) {
                return Kill.invalid(mutant, String.valueOf(e.getMessage()));
            }
        });
    }

    private void addComparisons(Model model) throws IOException {
        ComparisonCheck check = new ComparisonCheck(manifest, model);
        for (String comparison : check.comparisons()) {
            if (!comparison.equals(Divergence.ENABLED)) {
                add("leave variable out", model, comparison, mutant -> leaveOut(mutant, check, comparison));
            }
            add("disable comparison", model, comparison, mutant -> disable(mutant, check, comparison));
        }
    }

    private static Kill leaveOut(Mutant mutant, ComparisonCheck check, String variable) {
        String missing = check.refusalWithout(variable);
        String unasked = check.refusalUnasked(variable);
        return missing == null || unasked == null
                ? Kill.by(mutant, List.of())
                : Kill.by(mutant, List.of("projection: " + missing, "projection: " + unasked));
    }

    /** Without the comparison a wrong state goes unnoticed, and with it does not. */
    private static Kill disable(Mutant mutant, ComparisonCheck check, String comparison) {
        Divergence found = check.seeded(comparison);
        Divergence unseen = check.seededUnseen(comparison);
        boolean shows = found != null && found.what().equals(comparison) && unseen == null;
        return Kill.by(
                mutant,
                shows
                        ? List.of("seeded fault: " + comparison + " after "
                                + Objects.requireNonNull(found).action() + " is no longer found")
                        : List.of());
    }
}
