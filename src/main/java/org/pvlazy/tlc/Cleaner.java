package org.pvlazy.tlc;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Sees to it that neither the child nor its files stay behind when the user interrupts us. */
final class Cleaner implements AutoCloseable {
    private final Thread hook = new Thread(this::clean, "stop TLC");
    private volatile @Nullable TemporaryFolder folder;
    private volatile @Nullable Process child;

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

    /** A folder that is removed in any case. */
    TemporaryFolder folder() throws IOException {
        TemporaryFolder created = TemporaryFolder.create();
        folder = created;
        return created;
    }

    /** The child to stop. */
    void watch(Process process) {
        child = process;
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

    private void clean() {
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
