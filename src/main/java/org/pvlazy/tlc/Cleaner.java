package org.pvlazy.tlc;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Sees to it that neither the child nor its files stay behind when the user interrupts us. */
final class Cleaner implements AutoCloseable {
    private final Thread hook = new Thread(this::clean, "stop TLC");
    /** Guarded by the cleaner, as the other two: what begins while the process ends is cleaned too, or does not begin. */
    private @Nullable TemporaryFolder folder;

    private @Nullable Process child;
    private boolean ending;

    /**
     * Watches from now on.
     *
     * @throws InterruptedException if the process is ending already
     */
    Cleaner() throws InterruptedException {
        try {
            Runtime.getRuntime().addShutdownHook(hook);
        } catch (IllegalStateException e) {
            throw (InterruptedException) new InterruptedException("the process is ending").initCause(e);
        }
    }

    /**
     * A folder that is removed in any case.
     *
     * @throws InterruptedException if the process is ending already
     */
    synchronized TemporaryFolder folder() throws IOException, InterruptedException {
        refuseAtTheEnd();
        TemporaryFolder created = TemporaryFolder.create();
        folder = created;
        return created;
    }

    /**
     * A child that is stopped in any case.
     *
     * @throws InterruptedException if the process is ending already
     */
    synchronized Process start(ProcessBuilder builder) throws IOException, InterruptedException {
        refuseAtTheEnd();
        Process started = builder.start();
        child = started;
        return started;
    }

    private void refuseAtTheEnd() throws InterruptedException {
        if (ending) {
            throw new InterruptedException("the process is ending");
        }
    }

    /** Nothing is left to clean. */
    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending: the hook does its work.
            return;
        }
    }

    private synchronized void clean() {
        ending = true;
        try {
            Process process = child;
            if (process != null) {
                process.destroyForcibly().waitFor();
            }
            TemporaryFolder files = folder;
            if (files != null) {
                files.close();
            }
        } catch (IOException e) {
            // Whoever waited for the child could not remove them either.
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
