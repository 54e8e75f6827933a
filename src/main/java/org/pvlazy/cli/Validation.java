package org.pvlazy.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.lang3.time.StopWatch;
import org.jspecify.annotations.Nullable;
import org.pvlazy.cli.Recordings.Named;
import org.pvlazy.conformance.Recording;
import org.pvlazy.conformance.RecordingOutcome;
import org.pvlazy.conformance.RecordingValidator;
import org.pvlazy.conformance.TlcRecordingJudge;
import org.pvlazy.tlc.GraphOptions;
import org.pvlazy.tlc.Manifest;
import org.pvlazy.tlc.Model;

/** Judges recordings: all of them by the graphs of their models, a sample by TLC, too. */
final class Validation {
    private final Manifest manifest;
    private final List<Named> recordings;

    Validation(Manifest manifest, List<Named> recordings) {
        this.manifest = manifest;
        this.recordings = List.copyOf(recordings);
    }

    /**
     * What came of a recording.
     *
     * @param problem why it is rejected; null if it is not
     * @param seconds for the verdict
     * @param tlc whether TLC accepts it; null if it was not asked
     */
    record Judged(
            Named named,
            @Nullable String problem,
            double seconds,
            @Nullable Boolean tlc) {
        boolean accepted() {
            return problem == null;
        }

        boolean judgesAgree() {
            return tlc == null || tlc == accepted();
        }

        private Judged withTlc(boolean accepts) {
            return new Judged(named, problem, seconds, accepts);
        }
    }

    /** Judges all, by one graph for each model. */
    List<Judged> judge() throws IOException, InterruptedException {
        List<Model> models = recordings.stream().map(Named::model).distinct().toList();
        // Graphs that are built side by side have a processor each.
        int threads = models.size() > 1 ? 1 : Runtime.getRuntime().availableProcessors();
        Map<String, RecordingValidator> validators = new LinkedHashMap<>();
        List<RecordingValidator> built = Parallel.map(
                models,
                model -> new RecordingValidator(
                        model.files(manifest.specs()),
                        Traces.slice(model),
                        GraphOptions.strict().withThreads(threads)));
        for (int i = 0; i < models.size(); i++) {
            validators.put(models.get(i).name(), built.get(i));
        }
        try {
            return Parallel.map(
                    recordings, named -> judge(validators.get(named.model().name()), named));
        } finally {
            built.forEach(RecordingValidator::close);
        }
    }

    private static Judged judge(@Nullable RecordingValidator validator, Named named) {
        if (validator == null) {
            throw new IllegalStateException("no graph of " + named.model().name());
        }
        StopWatch watch = StopWatch.createStarted();
        String problem = validator.problem(named.recording());
        return new Judged(named, problem, watch.getDuration().toNanos() / 1e9, null);
    }

    /** Asks TLC about so many, from all over the list and rejected ones first: there are few of them. */
    List<Judged> askTlc(List<Judged> judged, int sample) throws IOException, InterruptedException {
        Map<String, List<Integer>> byModel = new TreeMap<>();
        for (int place : sample(judged, sample)) {
            byModel.computeIfAbsent(judged.get(place).named().model().name(), name -> new ArrayList<>())
                    .add(place);
        }
        List<Judged> all = new ArrayList<>(judged);
        try (TlcRecordingJudge tlc = new TlcRecordingJudge()) {
            List<List<Integer>> places = List.copyOf(byModel.values());
            List<List<Boolean>> verdicts = Parallel.map(places, some -> {
                Model model = judged.get(some.get(0)).named().model();
                List<Recording> asked = some.stream()
                        .map(place -> judged.get(place).named().recording())
                        .toList();
                return tlc.accepts(model.files(manifest.specs()), Traces.slice(model), asked);
            });
            for (int group = 0; group < places.size(); group++) {
                for (int i = 0; i < places.get(group).size(); i++) {
                    int place = places.get(group).get(i);
                    all.set(place, judged.get(place).withTlc(verdicts.get(group).get(i)));
                }
            }
        }
        return all;
    }

    private static List<Integer> sample(List<Judged> judged, int sample) {
        List<Integer> accepted = new ArrayList<>();
        List<Integer> places = new ArrayList<>();
        for (int place = 0; place < judged.size(); place++) {
            if (TlcRecordingJudge.judges(judged.get(place).named().recording())) {
                (judged.get(place).accepted() ? accepted : places).add(place);
            }
        }
        List<Integer> rejected = places.subList(0, Math.min(places.size(), sample / 2));
        List<Integer> chosen = new ArrayList<>(rejected);
        int rest = Math.min(accepted.size(), sample - rejected.size());
        for (int i = 0; i < rest; i++) {
            chosen.add(accepted.get((int) ((long) i * accepted.size() / rest)));
        }
        return chosen;
    }

    /** One for each variant. */
    static List<RecordingOutcome> outcomes(List<Judged> judged, double seconds) {
        Map<String, List<Judged>> byVariant = new TreeMap<>();
        judged.forEach(each -> byVariant
                .computeIfAbsent(each.named().model().variant(), variant -> new ArrayList<>())
                .add(each));
        List<RecordingOutcome> outcomes = new ArrayList<>();
        byVariant.forEach((variant, own) -> {
            int accepted = (int) own.stream().filter(Judged::accepted).count();
            boolean asked = own.stream().anyMatch(each -> each.tlc() != null);
            outcomes.add(new RecordingOutcome(
                    variant,
                    own.size(),
                    own.stream()
                            .mapToLong(each -> each.named().recording().size())
                            .sum(),
                    accepted,
                    own.size() - accepted,
                    asked ? own.stream().allMatch(Judged::judgesAgree) : null,
                    // Those of all variants are judged side by side.
                    seconds * own.size() / judged.size()));
        });
        return outcomes;
    }
}
