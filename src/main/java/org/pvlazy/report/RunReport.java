package org.pvlazy.report;

import java.util.List;
import org.pvlazy.conformance.RecordingOutcome;
import org.pvlazy.conformance.ReplayOutcome;
import org.pvlazy.tlc.Model;
import org.pvlazy.tlc.ModelOutcome;

/**
 * What came of a run.
 *
 * @param command the subcommand that ran
 * @param models the models that were checked, in the order of the manifest
 * @param replays the graphs that were replayed
 * @param recordings the recordings that were judged
 */
public record RunReport(
        String command, List<ModelOutcome> models, List<ReplayOutcome> replays, List<RecordingOutcome> recordings) {
    /** Copies the lists. */
    public RunReport {
        models = List.copyOf(models);
        replays = List.copyOf(replays);
        recordings = List.copyOf(recordings);
    }

    /** Of a run that judged no recordings. */
    public RunReport(String command, List<ModelOutcome> models, List<ReplayOutcome> replays) {
        this(command, models, replays, List.of());
    }

    /** What it comes to: a wrong verdict weighs more than a missing one. */
    public RunVerdict verdict() {
        if (models.stream().anyMatch(RunReport::wrong)
                || !replays.stream().allMatch(ReplayOutcome::conforms)
                || !recordings.stream().allMatch(RecordingOutcome::conforms)) {
            return RunVerdict.UNEXPECTED;
        }
        return models.stream().anyMatch(ModelOutcome::failed) ? RunVerdict.INCONCLUSIVE : RunVerdict.EXPECTED;
    }

    /** The models whose verdict, property and counts are those of the manifest. */
    public List<Model> asExpected() {
        return models.stream()
                .filter(outcome -> outcome.expected() && !outcome.failed())
                .map(ModelOutcome::model)
                .toList();
    }

    /** The verdict in a sentence. */
    public String sentence() {
        return switch (verdict()) {
            case EXPECTED -> "Every verdict is as expected.";
            case UNEXPECTED -> "Something is not as expected.";
            case INCONCLUSIVE -> "Inconclusive: some model has no verdict.";
        };
    }

    private static boolean wrong(ModelOutcome outcome) {
        return !outcome.failed() && !outcome.expected();
    }
}
