package org.pvlazy.tlc;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.commons.lang3.concurrent.BasicThreadFactory;
import org.jspecify.annotations.Nullable;
import org.pvlazy.tlc.TlcResult.Ending;

/** Runs TLC as a child of this JVM. The child and its temporary files never outlive the call. */
public final class TlcRun {
    /** Above this the parallel collector pays off. */
    private static final int SMALL_HEAP_MEGABYTES = 1024;

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
        try (TemporaryFolder temporary = TemporaryFolder.create()) {
            Ending ending = execute(job, temporary, reader);
            return reader.result(ending, job.model(), properties);
        }
    }

    private static Ending execute(TlcJob job, TemporaryFolder temporary, OutputReader reader)
            throws IOException, InterruptedException {
        long start = System.nanoTime();
        Process child = new ProcessBuilder(command(job, temporary.path()))
                .directory(job.model().folder().toFile())
                .redirectErrorStream(true)
                .start();
        Thread atShutdown = new Thread(() -> leaveNothing(child, temporary), "stop TLC");
        Runtime.getRuntime().addShutdownHook(atShutdown);
        try {
            child.getOutputStream().close();
            FutureTask<Void> pump = pump(child, reader);
            boolean timedOut = !waitFor(child, job.options().timeout());
            if (timedOut) {
                child.destroyForcibly();
            }
            int exit = child.waitFor();
            await(pump);
            return new Ending(exit, Duration.ofNanos(System.nanoTime() - start), timedOut);
        } finally {
            child.destroyForcibly().waitFor();
            removeHook(atShutdown);
        }
    }

    /** When the user interrupts us, neither the child nor its files stay behind. */
    private static void leaveNothing(Process child, TemporaryFolder temporary) {
        try {
            child.destroyForcibly().waitFor();
            temporary.close();
        } catch (IOException e) {
            // Whoever waited for the child may be removing the files at the same time.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static FutureTask<Void> pump(Process child, OutputReader reader) {
        FutureTask<Void> pump = new FutureTask<>(
                () -> {
                    try {
                        readAll(child, reader);
                    } catch (RuntimeException e) {
                        // A listener that throws must not leave a child that waits for its pipe to drain.
                        child.destroyForcibly();
                        throw e;
                    }
                },
                null);
        BasicThreadFactory.builder()
                .namingPattern("TLC output")
                .daemon(true)
                .build()
                .newThread(pump)
                .start();
        return pump;
    }

    private static void readAll(Process child, OutputReader reader) {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                reader.line(line);
            }
        } catch (IOException e) {
            // The pipe of a destroyed child: the output ends here, which the judge notices.
            reader.line("output of TLC broken off: " + e.getMessage());
        }
    }

    private static void await(FutureTask<Void> pump) throws InterruptedException {
        try {
            pump.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("reading the output of TLC failed", e.getCause());
        }
    }

    private static boolean waitFor(Process child, @Nullable Duration limit) throws InterruptedException {
        if (limit == null) {
            child.waitFor();
            return true;
        }
        return child.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static void removeHook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is going down: the hook does its work.
            return;
        }
    }

    private static List<String> command(TlcJob job, Path temporary) throws IOException {
        TlcOptions options = job.options();
        Path home = Path.of(System.getProperty("java.home"));
        List<String> command = new ArrayList<>();
        command.add(home.resolve("bin").resolve("java").toString());
        if (options.heapMegabytes() <= SMALL_HEAP_MEGABYTES) {
            // A small model is done before the optimising compiler pays: half the processor time on a run of 3 seconds.
            command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        } else {
            command.add("-XX:+UseParallelGC");
        }
        command.add("-Xmx" + options.heapMegabytes() + "m");
        // Two JVMs would overwrite each other's copies of the standard modules.
        command.add("-Djava.io.tmpdir=" + temporary);
        command.add("-Dfile.encoding=UTF-8");
        command.add("-Duser.language=en");
        command.add("-cp");
        command.add(tools(options).toString());
        command.add("tlc2.TLC");
        command.addAll(List.of("-tool", "-fp", "0", "-workers", Integer.toString(options.workers())));
        command.addAll(List.of("-metadir", temporary.resolve("meta").toString()));
        if (!options.deadlock()) {
            // TLC's option of this name switches the check off.
            command.add("-deadlock");
        }
        command.addAll(List.of("-config", job.model().config() + ".cfg"));
        command.addAll(options.extra());
        command.add(job.model().module() + ".tla");
        return command;
    }

    private static Path tools(TlcOptions options) throws IOException {
        Path given = options.tools();
        if (given != null) {
            if (!Files.isRegularFile(given)) {
                throw new IOException("no such file: " + given);
            }
            return given.toAbsolutePath();
        }
        try {
            return Path.of(IsolatedTlc.tlcLocation().toURI());
        } catch (URISyntaxException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }
}
