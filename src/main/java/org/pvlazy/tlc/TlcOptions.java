package org.pvlazy.tlc;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How to run TLC.
 *
 * @param workers number of worker threads; liveness needs 1
 * @param deadlock whether a state without successors is a violation; the configuration can say so too
 * @param heapMegabytes the heap of the child
 * @param timeout after which the run is destroyed; null for none
 * @param extra further options of TLC, such as {@code -lncheck final}
 * @param tools a {@code tla2tools.jar} to use in place of the TLC that comes with this program; null for the latter
 */
public record TlcOptions(
        int workers,
        boolean deadlock,
        int heapMegabytes,
        @Nullable Duration timeout,
        List<String> extra,
        @Nullable Path tools) {
    private static final int DEFAULT_HEAP = 512;

    /** Copies the list. */
    public TlcOptions {
        extra = List.copyOf(extra);
        if (workers < 1 || heapMegabytes < 1) {
            throw new IllegalArgumentException(workers + " workers, " + heapMegabytes + " MB of heap");
        }
    }

    /** One worker, deadlocks reported, 512 MB. */
    public static TlcOptions defaults() {
        return new TlcOptions(1, true, DEFAULT_HEAP, null, List.of(), null);
    }

    /** These options with another number of workers. */
    public TlcOptions withWorkers(int count) {
        return new TlcOptions(count, deadlock, heapMegabytes, timeout, extra, tools);
    }

    /** These options with states without successors allowed. */
    public TlcOptions ignoringDeadlock() {
        return new TlcOptions(workers, false, heapMegabytes, timeout, extra, tools);
    }

    /** These options with another heap. */
    public TlcOptions withHeap(int megabytes) {
        return new TlcOptions(workers, deadlock, megabytes, timeout, extra, tools);
    }

    /** These options with a time limit. */
    public TlcOptions withTimeout(Duration limit) {
        return new TlcOptions(workers, deadlock, heapMegabytes, limit, extra, tools);
    }

    /** These options with further options of TLC. */
    public TlcOptions withExtra(String... options) {
        return new TlcOptions(workers, deadlock, heapMegabytes, timeout, List.of(options), tools);
    }

    /** These options with another TLC; null for the one that comes with this program. */
    public TlcOptions withTools(@Nullable Path jar) {
        return new TlcOptions(workers, deadlock, heapMegabytes, timeout, extra, jar);
    }
}
