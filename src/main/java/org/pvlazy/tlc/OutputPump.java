package org.pvlazy.tlc;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.apache.commons.lang3.concurrent.BasicThreadFactory;
import org.jspecify.annotations.Nullable;

/** Carries the output of a child to an {@link OutputReader}, on a thread of its own, so that whoever waits can be interrupted. */
final class OutputPump {
    private final Process child;
    private final BufferedReader lines;

    OutputPump(Process child) {
        this.child = child;
        lines = new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8));
    }

    /** Begins to read. A task that comes to an end gives the exit code of {@link ServerProtocol}, or null if the output ended. */
    FutureTask<@Nullable Integer> start(OutputReader reader) {
        FutureTask<@Nullable Integer> task = new FutureTask<>(() -> {
            try {
                return read(reader);
            } catch (RuntimeException e) {
                // A listener that throws must not leave a child that waits for its pipe to drain.
                child.destroyForcibly();
                throw e;
            }
        });
        BasicThreadFactory.builder()
                .namingPattern("TLC output")
                .daemon(true)
                .build()
                .newThread(task)
                .start();
        return task;
    }

    /** Waits until everything is read. */
    static @Nullable Integer await(FutureTask<@Nullable Integer> task) throws InterruptedException {
        try {
            return task.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("reading the output of TLC failed", e.getCause());
        }
    }

    private @Nullable Integer read(OutputReader reader) {
        try {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (ServerProtocol.isEndOfRun(line)) {
                    return ServerProtocol.exitCode(line);
                }
                reader.line(line);
            }
        } catch (IOException e) {
            // The pipe of a destroyed child: the output ends here, which the judge notices.
            reader.line("output of TLC broken off: " + e.getMessage());
        }
        return null;
    }
}
