package org.pvlazy.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The files of the checkout that the build runs in. */
final class Repository {
    private static final Path ROOT = Path.of("").toAbsolutePath();
    private static final Set<String> NOT_OURS = Set.of(".git", "target", "states", "node_modules");

    private Repository() {}

    static Path path(String relative) {
        return ROOT.resolve(relative);
    }

    /** The path as a person would write it. */
    static String name(Path path) {
        return ROOT.relativize(path).toString();
    }

    static String read(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String read(String relative) {
        return read(path(relative));
    }

    /** The regular files below a folder whose names end with {@code suffix}, sorted; build output left out. */
    static List<Path> files(String folder, String suffix) {
        Path top = path(folder);
        if (!Files.isDirectory(top)) {
            return List.of();
        }
        try (Stream<Path> walk = Files.walk(top)) {
            return walk.filter(file -> file.toString().endsWith(suffix))
                    .filter(Files::isRegularFile)
                    .filter(Repository::isOurs)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A file's name without folders and without {@code suffix}. */
    static String baseName(Path file, String suffix) {
        String name = String.valueOf(file.getFileName());
        return name.substring(0, name.length() - suffix.length());
    }

    private static boolean isOurs(Path file) {
        for (Path part : ROOT.relativize(file)) {
            if (NOT_OURS.contains(part.toString())) {
                return false;
            }
        }
        return true;
    }
}
