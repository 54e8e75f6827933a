package org.pvlazy.mutation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.pvlazy.tlc.Manifest;

/** A copy of the specifications in which one mutant after the other may stand. Gone when it is closed. */
final class Workbench implements AutoCloseable {
    private final Path specs;
    private final Path folder;

    /** Copies a folder of specifications. */
    Workbench(Path specs) throws IOException {
        this.specs = specs;
        folder = Files.createTempDirectory("pvlazy-mutant");
        try (Stream<Path> all = Files.walk(specs)) {
            for (Path each : (Iterable<Path>) all::iterator) {
                Path copy = folder.resolve(specs.relativize(each).toString());
                if (Files.isDirectory(each)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(each, copy);
                }
            }
        }
    }

    /** Writes a file of the copy. */
    void write(String relative, String text) throws IOException {
        Files.writeString(folder.resolve(relative), text);
    }

    /** Makes a file of the copy what it was. */
    void restore(String relative) throws IOException {
        Files.copy(specs.resolve(relative), folder.resolve(relative), StandardCopyOption.REPLACE_EXISTING);
    }

    Path folder() {
        return folder;
    }

    Manifest manifest() {
        return Manifest.read(folder);
    }

    @Override
    public void close() throws IOException {
        List<Path> all;
        try (Stream<Path> walk = Files.walk(folder)) {
            all = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path each : all) {
            Files.deleteIfExists(each);
        }
    }
}
