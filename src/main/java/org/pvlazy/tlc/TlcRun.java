package org.pvlazy.tlc;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.pvlazy.tlc.TlcResult.Ending;

/** Runs TLC as a child of this JVM. The child and its temporary files never outlive the call. */
public final class TlcRun {
    private TlcRun() {}

    /** Checks a model. */
    public static TlcResult run(TlcJob job) throws IOException, InterruptedException {
        return run(job, progress -> {});
    }

    /**
     * Checks a model.
     *
     * @param listener told about the search about once a minute and at its end, on a thread of its own
     * @throws InterruptedException if the calling thread is interrupted; the child is then gone
     */
    public static TlcResult run(TlcJob job, Consumer<Progress> listener) throws IOException, InterruptedException {
        List<String> properties = ConfigFile.properties(job.model().configFile());
        OutputReader reader = new OutputReader(listener);
        try (Cleaner cleaner = new Cleaner();
                TemporaryFolder temporary = cleaner.folder()) {
            Ending ending = execute(job, cleaner, temporary, reader);
            return reader.result(ending, job.model(), properties);
        }
    }

    private static Ending execute(TlcJob job, Cleaner cleaner, TemporaryFolder temporary, OutputReader reader)
            throws IOException, InterruptedException {
        long start = System.nanoTime();
        Process child = cleaner.start(new ProcessBuilder(TlcCommand.once(job, temporary.path()))
                .directory(job.model().folder().toFile())
                .redirectErrorStream(true));
        try {
            child.getOutputStream().close();
            FutureTask<@Nullable Integer> pump = new OutputPump(child).start(reader);
            boolean timedOut = !waitFor(child, job.options().timeout());
            if (timedOut) {
                child.destroyForcibly();
            }
            int exit = child.waitFor();
            OutputPump.await(pump);
            return new Ending(exit, Duration.ofNanos(System.nanoTime() - start), timedOut);
        } finally {
            child.destroyForcibly().waitFor();
        }
    }

    private static boolean waitFor(Process child, @Nullable Duration limit) throws InterruptedException {
        if (limit == null) {
            child.waitFor();
            return true;
        }
        return child.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
    }
}
