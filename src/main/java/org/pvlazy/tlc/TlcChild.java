package org.pvlazy.tlc;

import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import org.pvlazy.tlc.TlcResult.Ending;

/** A JVM that checks one model after the other, all of one root module. Not for several threads at once. */
final class TlcChild implements AutoCloseable {
    private final Cleaner cleaner;
    private final TemporaryFolder temporary;
    private final Process process;
    private final DataOutputStream requests;
    private final OutputPump output;
    /** Whether the last run came to its end, so that another one can begin. */
    private boolean idle = true;

    private int runs;

    private TlcChild(Cleaner cleaner, TemporaryFolder temporary, Process process) {
        this.cleaner = cleaner;
        this.temporary = temporary;
        this.process = process;
        requests = new DataOutputStream(process.getOutputStream());
        output = new OutputPump(process);
    }

    /**
     * Starts a JVM.
     *
     * @param more further options of it
     */
    static TlcChild start(TlcOptions options, String... more) throws IOException, InterruptedException {
        Cleaner cleaner = new Cleaner();
        TemporaryFolder temporary = cleaner.folder();
        try {
            Process process = cleaner.start(
                    new ProcessBuilder(TlcCommand.server(options, temporary.path(), more)).redirectErrorStream(true));
            return new TlcChild(cleaner, temporary, process);
        } catch (IOException | InterruptedException e) {
            temporary.close();
            cleaner.close();
            throw e;
        }
    }

    /** Whether it can be given another model. */
    boolean idle() {
        return idle && process.isAlive();
    }

    /** Checks a model. If the JVM dies, the exit code is its own. */
    Ending run(TlcJob job, OutputReader reader) throws IOException, InterruptedException {
        return run(TlcCommand.arguments(job, temporary.path().resolve("meta-" + runs++)), reader);
    }

    /** Runs TLC with these arguments. */
    Ending run(List<String> arguments, OutputReader reader) throws IOException, InterruptedException {
        idle = false;
        long start = System.nanoTime();
        ServerProtocol.send(arguments, requests);
        FutureTask<@Nullable Integer> pump = output.start(reader);
        Integer exitCode = OutputPump.await(pump);
        idle = exitCode != null;
        return new Ending(
                exitCode == null ? process.waitFor() : exitCode, Duration.ofNanos(System.nanoTime() - start), false);
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly().onExit().join();
        temporary.close();
        cleaner.close();
    }
}
