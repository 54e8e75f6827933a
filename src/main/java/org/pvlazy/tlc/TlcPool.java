package org.pvlazy.tlc;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import org.pvlazy.tlc.TlcResult.Ending;

/**
 * Runs TLC on many models. Those of one root module share a JVM, in which the code that evaluates them is compiled once: a model of a
 * few thousand states takes a third of what it takes a JVM of its own. What has a time limit, brings a TLC of its own, or has temporal
 * properties, whose check leaves static fields behind, runs by {@link TlcRun}.
 */
public final class TlcPool implements AutoCloseable {
    private final TlcOptions options;
    private final int most = Runtime.getRuntime().availableProcessors();
    /** The one used last comes first. Guarded by itself. */
    private final Deque<Idle> idle = new ArrayDeque<>();

    private record Idle(String module, TlcChild child) {}

    /** With so much memory for each of its JVMs. */
    public TlcPool(int heapMegabytes) {
        options = TlcOptions.defaults().withHeap(heapMegabytes);
    }

    /**
     * Checks a model. The heap that its options ask for is left to {@link TlcRun}.
     *
     * @param listener as for {@link TlcRun#run(TlcJob, Consumer)}
     * @throws InterruptedException if the calling thread is interrupted; the JVM is then gone
     */
    public TlcResult run(TlcJob job, Consumer<Progress> listener) throws IOException, InterruptedException {
        List<String> properties = ConfigFile.properties(job.model().configFile());
        if (job.options().tools() != null || job.options().timeout() != null || !properties.isEmpty()) {
            return TlcRun.run(job, listener);
        }
        OutputReader reader = new OutputReader(listener);
        TlcChild child = take(job.model().module());
        try {
            Ending ending = child.run(job, reader);
            return reader.result(ending, job.model(), properties);
        } finally {
            giveBack(job.model().module(), child);
        }
    }

    private TlcChild take(String module) throws IOException, InterruptedException {
        List<TlcChild> useless = new ArrayList<>();
        TlcChild child = null;
        synchronized (idle) {
            for (Iterator<Idle> each = idle.iterator(); child == null && each.hasNext(); ) {
                Idle next = each.next();
                if (!next.child().idle()) {
                    // Somebody killed it.
                    each.remove();
                    useless.add(next.child());
                } else if (next.module().equals(module)) {
                    each.remove();
                    child = next.child();
                }
            }
            if (child == null && idle.size() >= most) {
                useless.add(idle.removeLast().child());
            }
        }
        for (TlcChild each : useless) {
            each.close();
        }
        return child == null ? TlcChild.start(options) : child;
    }

    private void giveBack(String module, TlcChild child) throws IOException {
        if (!child.idle()) {
            child.close();
            return;
        }
        synchronized (idle) {
            idle.addFirst(new Idle(module, child));
        }
    }

    @Override
    public void close() throws IOException {
        synchronized (idle) {
            for (Idle each : idle) {
                each.child().close();
            }
            idle.clear();
        }
    }
}
