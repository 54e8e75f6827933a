package org.pvlazy.mutation;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.commons.lang3.Range;
import org.pvlazy.conformance.Slices;
import org.pvlazy.mutation.Mutant.Side;
import org.pvlazy.mutation.SpecMutants.Edited;
import org.pvlazy.tlc.Manifest;
import org.pvlazy.tlc.Model;
import org.pvlazy.tlc.SpecFiles;

/** The mutants of a project and how to try each of them. */
public final class Mutation implements AutoCloseable {
    private final Manifest manifest;
    private final Duration limit;
    private final Benches benches;
    private final SpecKiller killer;

    /**
     * The mutants of what a manifest lists.
     *
     * @param killers give no more than so many for each mutant
     * @param generated hold mutants of specifications against models that generate so many states
     * @param limit give up on a mutant after this time
     */
    public Mutation(Manifest manifest, int killers, Range<Long> generated, Duration limit) {
        this.manifest = manifest;
        this.limit = limit;
        benches = new Benches(manifest.specs());
        killer = new SpecKiller(manifest, benches, killers, generated);
    }

    /** A mutant, to be tried when its turn comes. */
    public interface Trial {
        /** Finds out what notices it. */
        Kill run() throws IOException, InterruptedException;
    }

    /**
     * The mutants of a side, ready to be tried.
     *
     * @param specifications the specifications that they are of; none for all
     */
    public Map<Mutant, Trial> trials(Side side, List<String> specifications) throws IOException {
        Map<Mutant, Trial> trials = new LinkedHashMap<>(
                switch (side) {
                    case SPECIFICATION -> specificationTrials(specifications);
                    case SETUP -> new SetupMutants(manifest, benches).of(models(specifications));
                    // They are read from the report of PIT.
                    case CODE -> Map.of();
                });
        trials.replaceAll((mutant, trial) -> new TimeLimit(mutant, trial, limit));
        return trials;
    }

    private Map<Mutant, Trial> specificationTrials(List<String> specifications) throws IOException {
        Map<String, SpecFiles> roots = new LinkedHashMap<>();
        for (Model model : models(specifications)) {
            roots.putIfAbsent(model.module(), model.files(manifest.specs()));
        }
        Map<Mutant, Trial> trials = new LinkedHashMap<>();
        for (Map.Entry<Edited, List<String>> each :
                SpecMutants.ofAll(List.copyOf(roots.values())).entrySet()) {
            trials.put(each.getKey().mutant(), () -> killer.judge(each.getKey(), each.getValue()));
        }
        return trials;
    }

    private List<Model> models(List<String> specifications) {
        return manifest.models().stream()
                .filter(model ->
                        specifications.isEmpty() || specifications.contains(Slices.specification(model.slice())))
                .toList();
    }

    @Override
    public void close() throws IOException {
        benches.close();
    }

    /** So many of the mutants, drawn by chance, in their order; all if there are not more. */
    public static List<Mutant> sample(List<Mutant> mutants, int size, long seed) {
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < mutants.size(); i++) {
            places.add(i);
        }
        Collections.shuffle(places, new Random(seed));
        return places.stream().limit(size).sorted().map(mutants::get).toList();
    }
}
