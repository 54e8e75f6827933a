package org.pvlazy.tlc;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Explores on this machine, with children that run TLC. */
public final class LocalEngine implements Engine {
    private static final int HEAP_MEGABYTES = 1024;
    private static final int LARGE_HEAP_MEGABYTES = 4096;
    /** From so many states on, TLC's own structures want more than the heap that small models share. */
    private static final long MANY_STATES = 300_000;

    private static final Duration CHECKPOINTS = Duration.ofMinutes(1);

    private final TlcOptions options;
    private final @Nullable Path checkpoints;
    private final boolean resumes;
    private final int workers;
    private final TlcPool pool = new TlcPool(HEAP_MEGABYTES);

    private LocalEngine(@Nullable Path tools, @Nullable Path checkpoints, boolean resumes, int workers) {
        this.checkpoints = checkpoints;
        this.resumes = resumes;
        this.workers = workers;
        // One worker and liveness at the end only: counts and depths are the same in every run.
        options = TlcOptions.defaults()
                .withHeap(HEAP_MEGABYTES)
                .withExtra("-lncheck", "final")
                .withTools(tools);
    }

    /**
     * Without checkpoints.
     *
     * @param tools a {@code tla2tools.jar} to use; null for the one on the class path
     */
    public LocalEngine(@Nullable Path tools) {
        this(tools, 1);
    }

    /**
     * Without checkpoints.
     *
     * @param tools a {@code tla2tools.jar} to use; null for the one on the class path
     * @param workers threads for a model of many states that must pass and has no temporal properties; the others have one
     */
    public LocalEngine(@Nullable Path tools, int workers) {
        this(tools, null, false, workers);
    }

    /**
     * With checkpoints of models that have many states and no temporal properties, by the TLC on the class path.
     *
     * @param resumes whether to go on from what a run left behind
     * @param workers threads for those of them that must pass; the others have one
     */
    public static LocalEngine withCheckpoints(Path folder, boolean resumes, int workers) {
        return new LocalEngine(null, folder, resumes, workers);
    }

    @Override
    public TlcResult explore(Model model, SpecFiles files, Consumer<Progress> listener)
            throws IOException, InterruptedException {
        TlcJob job = new TlcJob(files, options);
        if (model.generated() < MANY_STATES) {
            return pool.run(job, listener);
        }
        TlcOptions largeHeap = options.withHeap(LARGE_HEAP_MEGABYTES);
        if (!ConfigFile.properties(files.configFile()).isEmpty()) {
            return TlcRun.run(new TlcJob(files, largeHeap), listener);
        }
        // Which of several states that violate is found first would depend on who is faster.
        TlcJob large = new TlcJob(files, model.violates() ? largeHeap : largeHeap.withWorkers(workers));
        if (checkpoints == null) {
            return TlcRun.run(large, listener);
        }
        try (Checkpoints own = Checkpoints.open(checkpoints.resolve(model.name()))) {
            return ResumableRun.run(large, own, resumes, CHECKPOINTS, listener);
        }
    }

    @Override
    public void close() throws IOException {
        pool.close();
    }
}
