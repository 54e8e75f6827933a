package org.pvlazy.tlc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A folder that is gone, with all in it, when it is closed. */
record TemporaryFolder(Path path) implements AutoCloseable {
    static TemporaryFolder create() throws IOException {
        return new TemporaryFolder(
                Files.createTempDirectory("pvlazy-" + ProcessHandle.current().pid() + "-"));
    }

    @Override
    public void close() throws IOException {
        if (Files.notExists(path)) {
            // Somebody who tidies the temporary files was faster; that spoils no verdict.
            return;
        }
        try (Stream<Path> all = Files.walk(path)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        } catch (UncheckedIOException e) {
            throw new IOException("cannot remove " + path, e);
        }
    }
}
