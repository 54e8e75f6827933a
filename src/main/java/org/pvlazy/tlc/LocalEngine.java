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
    private final TlcPool pool = new TlcPool(HEAP_MEGABYTES);

    private LocalEngine(@Nullable Path tools, @Nullable Path checkpoints, boolean resumes) {
        this.checkpoints = checkpoints;
        this.resumes = resumes;
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
        this(tools, null, false);
    }

    /**
     * With checkpoints of models that have many states and no temporal properties, by the TLC on the class path.
     *
     * @param resumes whether to go on from what a run left behind
     */
    public static LocalEngine withCheckpoints(Path folder, boolean resumes) {
        return new LocalEngine(null, folder, resumes);
    }

    @Override
    public TlcResult explore(Model model, SpecFiles files, Consumer<Progress> listener)
            throws IOException, InterruptedException {
        TlcJob job = new TlcJob(files, options);
        if (model.generated() < MANY_STATES) {
            return pool.run(job, listener);
        }
        TlcJob large = new TlcJob(files, options.withHeap(LARGE_HEAP_MEGABYTES));
        if (checkpoints == null || !ConfigFile.properties(files.configFile()).isEmpty()) {
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
