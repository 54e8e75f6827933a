package org.pvlazy.tlc;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.pvlazy.trace.AtomicFiles;

/**
 * What a run of TLC on one model leaves behind so that another can go on: the folder of its metadata, the hash of the specification, and
 * how many states there were at each checkpoint. One run at a time has it.
 */
final class Checkpoints implements AutoCloseable {
    private static final String LOCK = ".lock";
    private static final String HASH = "hash";
    /** The last of the files of a checkpoint, after queue, trace and fingerprints: without it TLC does not recover. */
    private static final String COMPLETE = "vars.chkpt";

    private final Path folder;
    private final FileChannel channel;

    private Checkpoints(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /**
     * Takes the folder.
     *
     * @throws IOException if it cannot be written, or another run has it
     */
    static Checkpoints open(Path folder) throws IOException {
        Path absolute = folder.toAbsolutePath();
        Files.createDirectories(absolute);
        FileChannel channel = FileChannel.open(
                absolute.resolveSibling(absolute.getFileName() + LOCK),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        if (!locks(channel)) {
            channel.close();
            throw new IOException(folder + ": another run has these checkpoints");
        }
        return new Checkpoints(absolute, channel);
    }

    private static boolean locks(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    /** What TLC is to use as its folder for metadata. */
    Path metadata() {
        return folder.resolve("meta");
    }

    /** The checkpoint to go on from; null if there is none, or none of this specification. */
    @Nullable
    Path latest(String hash) throws IOException {
        Path known = folder.resolve(HASH);
        if (!Files.isRegularFile(known) || !Files.readString(known).equals(hash) || !Files.isDirectory(metadata())) {
            return null;
        }
        try (Stream<Path> runs = Files.list(metadata())) {
            return runs.filter(run -> Files.exists(run.resolve(COMPLETE)))
                    .max(Path::compareTo)
                    .orElse(null);
        }
    }

    /** Begins anew, for a specification with this hash. */
    void begin(String hash) throws IOException {
        clear();
        Files.createDirectories(folder);
        AtomicFiles.writeString(folder.resolve(HASH), hash);
    }

    /** There is nothing left to go on from. */
    void clear() throws IOException {
        new TemporaryFolder(folder).close();
    }

    /** What was counted at the checkpoints of a run. Its folder is gone when TLC has finished. */
    static List<CheckpointCounts> counts(Path run) throws IOException {
        return Files.readAllLines(run.resolve(CheckpointCounts.FILE)).stream()
                .map(CheckpointCounts::parse)
                .toList();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
