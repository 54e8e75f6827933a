package org.pvlazy.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.pvlazy.conformance.Recording;
import org.pvlazy.conformance.RecordingFiles;
import org.pvlazy.tlc.Manifest;
import org.pvlazy.tlc.Model;
import org.pvlazy.tlc.SpecHash;

/** Finds recordings on disk, and sees to it that they are of a model as it is now. */
final class Recordings {
    private final Manifest manifest;
    /** Of the models, by name. */
    private final Map<String, String> hashes = new HashMap<>();

    Recordings(Manifest manifest) {
        this.manifest = manifest;
    }

    /** A recording, where it comes from and what it is of. */
    record Named(Path file, Model model, Recording recording) {}

    /** Reads them all: a damaged file is no verdict. */
    List<Named> read(List<Path> paths) throws IOException, InterruptedException {
        return Parallel.map(files(paths), this::read);
    }

    private static List<Path> files(List<Path> paths) throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path path : paths) {
            if (!Files.isDirectory(path)) {
                files.add(path);
                continue;
            }
            try (Stream<Path> inside = Files.list(path)) {
                List<Path> found = inside.filter(file -> file.toString().endsWith(".json"))
                        .sorted()
                        .toList();
                if (found.isEmpty()) {
                    throw new CommandException(ExitCode.USAGE, path + ": no recordings (*.json) in it");
                }
                files.addAll(found);
            }
        }
        return files;
    }

    private Named read(Path file) throws IOException {
        Recording.Origin origin = RecordingFiles.origin(file);
        Model model = manifest.models().stream()
                .filter(each -> each.name().equals(origin.model()))
                .findFirst()
                .orElseThrow(() ->
                        new CommandException(ExitCode.USAGE, file + ": origin.model: unknown model " + origin.model()));
        if (!model.variant().equals(origin.variant())) {
            throw new CommandException(ExitCode.USAGE, file + ": origin.variant: the model follows " + model.variant());
        }
        if (!hash(model).equals(origin.specHash())) {
            throw new CommandException(
                    ExitCode.USAGE,
                    file + ": origin.specHash: the recording is stale, the specification has changed since");
        }
        return new Named(file, model, RecordingFiles.read(file, Traces.slice(model)));
    }

    private synchronized String hash(Model model) throws IOException {
        String hash = hashes.get(model.name());
        if (hash == null) {
            hash = SpecHash.of(model.files(manifest.specs()));
            hashes.put(model.name(), hash);
        }
        return hash;
    }
}
