package org.pvlazy.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pvlazy.tla.TlaValue;
import org.pvlazy.tlc.ConfigFile;
import org.pvlazy.tlc.Model;

/**
 * What is known about each property in each variant, slice by slice. Nothing is written by hand: a property holds where a model
 * that passes checks it over the complete graph, and is violated where a counterexample is kept.
 */
public final class PropertyVerdicts {
    private final List<Slice> slices;

    private PropertyVerdicts(List<Slice> slices) {
        this.slices = List.copyOf(slices);
    }

    /**
     * The properties of a slice.
     *
     * @param name the slice, as the manifest says it
     * @param modules the root modules of its models: slices of one specification have the same
     * @param rows its properties, those first that its fullest model checks
     * @param bounds the models that claim something to hold, with the sizes that they claim it for
     */
    record Slice(String name, Set<String> modules, List<Row> rows, Map<Model, String> bounds) {
        private @Nullable Cell cell(String property, String variant) {
            return rows.stream()
                    .filter(row -> row.property().equals(property))
                    .map(row -> row.cell(variant))
                    .findFirst()
                    .orElse(null);
        }
    }

    /**
     * A property of a slice.
     *
     * @param cells what is known, by variant
     * @param needs the switches without which the repaired design violates it
     */
    record Row(String property, Map<String, Cell> cells, List<String> needs) {
        Cell cell(String variant) {
            return Objects.requireNonNull(cells.get(variant), variant);
        }
    }

    /**
     * A property in a variant. It may be violated in one model and hold within the narrower bounds of another.
     *
     * @param violated the models that keep a counterexample
     * @param holds the models that pass
     * @param silent the models of the same modes that pass and do not check it
     * @param elsewhere what other slices know that this one does not: where it is violated, if it is not here; else, if
     *     nothing is known here, where it holds by the same specification
     */
    record Cell(List<Model> violated, List<Model> holds, List<Model> silent, Elsewhere elsewhere) {
        /** No model of the variant in this slice has anything to say. */
        boolean silence() {
            return violated.isEmpty() && holds.isEmpty();
        }
    }

    /** The names of other slices. */
    record Elsewhere(List<String> violated, List<String> holds) {
        static final Elsewhere NOWHERE = new Elsewhere(List.of(), List.of());
    }

    /**
     * What models say together.
     *
     * @param specs the folder of their configurations
     * @param models models whose verdicts are as expected
     */
    public static PropertyVerdicts of(Path specs, List<Model> models) throws IOException {
        Map<String, List<Model>> bySlice = new LinkedHashMap<>();
        for (Model model : models) {
            bySlice.computeIfAbsent(model.slice(), slice -> new ArrayList<>()).add(model);
        }
        List<Slice> slices = new ArrayList<>();
        for (Map.Entry<String, List<Model>> entry : bySlice.entrySet()) {
            Slice slice = slice(specs, entry.getKey(), entry.getValue());
            if (!slice.rows().isEmpty()) {
                slices.add(slice);
            }
        }
        return new PropertyVerdicts(
                slices.stream().map(slice -> withElsewhere(slice, slices)).toList());
    }

    /** The slices, in the order of the models. */
    List<Slice> slices() {
        return slices;
    }

    private static Slice slice(Path specs, String name, List<Model> models) throws IOException {
        Map<Model, Set<String>> claims = new LinkedHashMap<>();
        Map<Model, String> bounds = new LinkedHashMap<>();
        Map<String, List<String>> needs = new LinkedHashMap<>();
        for (Model model : models) {
            Path config = model.files(specs).configFile();
            if (model.claimsToHold()) {
                claims.put(model, new LinkedHashSet<>(ConfigFile.claims(config)));
                bounds.put(model, Bounds.of(ConfigFile.constants(config)));
            } else if (model.mode().equals("necessity")) {
                needs.computeIfAbsent(String.valueOf(model.property()), property -> new ArrayList<>())
                        .addAll(switchesOff(ConfigFile.constants(config)));
            }
        }
        List<Row> rows = new ArrayList<>();
        for (String property : properties(models, claims)) {
            Map<String, Cell> cells = new LinkedHashMap<>();
            for (String variant : Model.VARIANTS) {
                List<Model> ofVariant = models.stream()
                        .filter(model -> model.variant().equals(variant))
                        .toList();
                cells.put(variant, cell(property, ofVariant, claims));
            }
            rows.add(new Row(property, cells, needs.getOrDefault(property, List.of())));
        }
        Set<String> modules = new LinkedHashSet<>();
        models.forEach(model -> modules.add(model.module()));
        return new Slice(name, modules, rows, bounds);
    }

    /** Every property that holds or is violated somewhere, in the order of the models that check most. */
    private static Set<String> properties(List<Model> models, Map<Model, Set<String>> claims) {
        Set<String> properties = new LinkedHashSet<>();
        claims.values().stream()
                .sorted(Comparator.comparingInt((Set<String> claim) -> claim.size())
                        .reversed())
                .forEach(properties::addAll);
        models.stream()
                .filter(Model::hasCounterexample)
                .map(model -> String.valueOf(model.property()))
                .forEach(properties::add);
        return properties;
    }

    private static Cell cell(String property, List<Model> models, Map<Model, Set<String>> claims) {
        List<Model> violated = new ArrayList<>();
        List<Model> holds = new ArrayList<>();
        for (Model model : models) {
            if (model.hasCounterexample() && property.equals(model.property())) {
                violated.add(model);
            } else if (claims.getOrDefault(model, Set.of()).contains(property)) {
                holds.add(model);
            }
        }
        Set<String> modes = new LinkedHashSet<>();
        holds.forEach(model -> modes.add(model.mode()));
        List<Model> silent = models.stream()
                .filter(model -> claims.containsKey(model) && modes.contains(model.mode()) && !holds.contains(model))
                .toList();
        return new Cell(violated, holds, silent, Elsewhere.NOWHERE);
    }

    private static Slice withElsewhere(Slice slice, List<Slice> all) {
        List<Row> rows = new ArrayList<>();
        for (Row row : slice.rows()) {
            Map<String, Cell> cells = new LinkedHashMap<>();
            row.cells().forEach((variant, cell) -> {
                Elsewhere elsewhere = elsewhere(slice, row.property(), variant, all);
                cells.put(variant, new Cell(cell.violated(), cell.holds(), cell.silent(), elsewhere));
            });
            rows.add(new Row(row.property(), cells, row.needs()));
        }
        return new Slice(slice.name(), slice.modules(), rows, slice.bounds());
    }

    private static Elsewhere elsewhere(Slice slice, String property, String variant, List<Slice> all) {
        Cell here = Objects.requireNonNull(slice.cell(property, variant));
        List<String> violated = new ArrayList<>();
        List<String> holds = new ArrayList<>();
        for (Slice other : all) {
            Cell there = other.equals(slice) ? null : other.cell(property, variant);
            if (there != null && here.violated().isEmpty() && !there.violated().isEmpty()) {
                violated.add(other.name());
            } else if (there != null && here.silence() && !Collections.disjoint(other.modules(), slice.modules())) {
                holds.addAll(there.silence() ? List.of() : List.of(other.name()));
            }
        }
        return new Elsewhere(violated, violated.isEmpty() ? holds : List.of());
    }

    private static List<String> switchesOff(Map<String, TlaValue> constants) {
        return constants.entrySet().stream()
                .filter(constant -> Bounds.isSwitch(constant.getKey()))
                .filter(constant -> constant.getValue().equals(TlaValue.of(false)))
                .map(Map.Entry::getKey)
                .toList();
    }
}
