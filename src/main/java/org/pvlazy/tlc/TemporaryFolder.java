package org.pvlazy.tlc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A folder that is gone, with all in it, when it is closed. */
record TemporaryFolder(Path path) implements AutoCloseable {
    private static final int ATTEMPTS = 5;

    static TemporaryFolder create() throws IOException {
        return new TemporaryFolder(
                Files.createTempDirectory("pvlazy-" + ProcessHandle.current().pid() + "-"));
    }

    /** Removes the folder. At the end of the process two threads may be at it: each goes on where the other was faster. */
    @Override
    public void close() throws IOException {
        for (int attempt = 1; Files.exists(path); attempt++) {
            try {
                removeAll();
            } catch (IOException | UncheckedIOException e) {
                if (attempt == ATTEMPTS) {
                    throw new IOException("cannot remove " + path, e);
                }
            }
        }
    }

    private void removeAll() throws IOException {
        try (Stream<Path> all = Files.walk(path)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        }
    }
}
