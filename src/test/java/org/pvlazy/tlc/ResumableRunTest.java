package org.pvlazy.tlc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pvlazy.tlc.Verdict.Failure;
import org.pvlazy.tlc.Verdict.Pass;

/** A run that is killed is gone on with, and ends with the counts that it would have had. */
class ResumableRunTest {
    private static final long N = 119;
    private static final Progress WHOLE =
            new Progress((int) (3 * N + 1), 1 + 3 * N * (N + 1) * (N + 1), (N + 1) * (N + 1) * (N + 1), 0);
    /** TLC looks for the first time after three seconds. */
    private static final Duration ALWAYS = Duration.ofMillis(1);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void a_run_that_was_killed_is_gone_on_with(int workers) throws Exception {
        CompletableFuture<TlcResult> killed = CompletableFuture.supplyAsync(() -> run(false, workers));
        while (!killed.isDone() && !hasCheckpoint()) {
            Thread.sleep(20);
        }
        ProcessHandle.current().children().forEach(ProcessHandle::destroyForcibly);
        assertThat(Judge.judge(killed.join()))
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.kind()).isEqualTo(FailureKind.KILLED));

        TlcResult rest = run(true, workers);
        assertThat(Judge.judge(rest)).isEqualTo(new Pass());
        assertThat(rest.workers()).isEqualTo(workers);
        if (workers == 1) {
            assertThat(rest.progress()).isEqualTo(WHOLE);
        } else {
            Progress counts = rest.progress();
            assertThat(counts.depth()).isGreaterThanOrEqualTo(WHOLE.depth());
            assertThat(counts).isEqualTo(new Progress(counts.depth(), WHOLE.generated(), WHOLE.distinct(), 0));
        }
        assertThat(rest.text(2198)).as("what TLC says of its recovery").contains("states examined");
        assertThat(folder.resolve("Grid")).doesNotExist();
    }

    @Test
    void a_checkpoint_of_another_specification_is_none() throws IOException {
        try (Checkpoints checkpoints = Checkpoints.open(folder.resolve("Grid"))) {
            checkpoints.begin("one");
            Path run = Files.createDirectories(checkpoints.metadata().resolve("26-11-30-10-00-00"));
            Files.createFile(run.resolve("queue.chkpt"));
            assertThat(checkpoints.latest("one")).as("not complete").isNull();
            Files.createFile(run.resolve("vars.chkpt"));
            assertThat(checkpoints.latest("one")).isEqualTo(run);
            assertThat(checkpoints.latest("another")).isNull();
        }
    }

    @Test
    void one_run_at_a_time_has_them() throws IOException {
        Path own = folder.resolve("Grid");
        try (Checkpoints checkpoints = Checkpoints.open(own)) {
            assertThatThrownBy(() -> Checkpoints.open(own))
                    .isInstanceOf(IOException.class)
                    .hasMessage(own + ": another run has these checkpoints");
            checkpoints.clear();
        }
        Checkpoints.open(own).close();
    }

    private boolean hasCheckpoint() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.anyMatch(file -> file.endsWith("vars.chkpt"));
        }
    }

    private TlcResult run(boolean resumes, int workers) {
        TlcJob job = new TlcJob(Specs.of("Grid", "Grid"), TlcOptions.defaults().withWorkers(workers));
        try (Checkpoints checkpoints = Checkpoints.open(folder.resolve("Grid"))) {
            return ResumableRun.run(job, checkpoints, resumes, ALWAYS, progress -> {});
        } catch (IOException | InterruptedException e) {
            throw new CompletionException(e);
        }
    }
}
