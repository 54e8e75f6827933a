package org.pvlazy.tlc;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.pvlazy.tlc.TlcResult.Ending;

/** Runs TLC with checkpoints, so that after a run that was killed another one goes on. */
final class ResumableRun {
    /** In milliseconds; TLC looks after three seconds and then once a minute. The option of its command line takes whole minutes. */
    private static final String PERIOD = "-Dtlc2.TLCGlobals.chkpt=";

    private static final int RECOVERED = 2198;
    private static final Pattern RECOVERED_TEXT =
            Pattern.compile("([\\d,.]+) states examined\\. ([\\d,.]+) states on queue");

    private ResumableRun() {}

    /**
     * Checks a model.
     *
     * @param resumes whether to go on from a checkpoint, if there is one
     * @param period between two checkpoints, at least
     */
    static TlcResult run(
            TlcJob job, Checkpoints checkpoints, boolean resumes, Duration period, Consumer<Progress> listener)
            throws IOException, InterruptedException {
        String hash = SpecHash.of(job.model());
        Path from = resumes ? checkpoints.latest(hash) : null;
        if (from == null) {
            checkpoints.begin(hash);
        }
        List<CheckpointCounts> counts = from == null ? List.of() : Checkpoints.counts(from);
        OutputReader reader = new OutputReader(listener);
        try (TlcChild child = TlcChild.start(job.options(), PERIOD + period.toMillis())) {
            Ending ending = child.run(arguments(job, checkpoints.metadata(), from), reader);
            TlcResult result = reader.result(ending, job.model(), List.of());
            if (from != null) {
                result = counted(result, counts);
            }
            if (result.complete()) {
                checkpoints.clear();
            }
            return result;
        }
    }

    private static List<String> arguments(TlcJob job, Path metadata, @Nullable Path from) {
        if (from == null) {
            return TlcCommand.arguments(job, metadata);
        }
        List<String> extra = new ArrayList<>(job.options().extra());
        extra.addAll(List.of("-recover", from.toString()));
        return TlcCommand.arguments(
                new TlcJob(job.model(), job.options().withExtra(extra.toArray(new String[0]))), metadata);
    }

    /** TLC begins to count generated states with the distinct ones of the checkpoint. */
    private static TlcResult counted(TlcResult result, List<CheckpointCounts> counts) throws IOException {
        Matcher recovered = RECOVERED_TEXT.matcher(result.text(RECOVERED));
        if (!recovered.find()) {
            return result;
        }
        long distinct = OutputReader.number(recovered.group(1));
        long queued = OutputReader.number(recovered.group(2));
        long generated = counts.stream()
                .filter(each -> each.distinct() == distinct && each.queued() == queued)
                .findFirst()
                .orElseThrow(() -> new IOException(result.model().config() + ".cfg: the checkpoint has " + distinct
                        + " distinct states, and nobody counted those generated"))
                .generated();
        Progress now = result.progress();
        return result.withProgress(
                new Progress(now.depth(), now.generated() + generated - distinct, now.distinct(), now.queued()));
    }
}
