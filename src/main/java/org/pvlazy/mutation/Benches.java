package org.pvlazy.mutation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;

/** Workbenches to borrow: to copy the specifications for every mutant would take longer than to judge it. */
final class Benches implements AutoCloseable {
    private final Path specs;
    /** Those that nobody uses. Guarded by itself. */
    private final Deque<Workbench> idle = new ArrayDeque<>();

    /** Copies of a folder of specifications. */
    Benches(Path specs) {
        this.specs = specs;
    }

    /** What is done at a bench. */
    interface Work {
        Kill at(Workbench bench) throws IOException, InterruptedException;
    }

    /**
     * Does some work while a file of the specifications has another text. A bench at which the work failed, or at which somebody who
     * was interrupted may still be busy, is not used again.
     */
    Kill with(String file, String text, Work work) throws IOException, InterruptedException {
        Workbench bench = take();
        bench.write(file, text);
        Kill kill = work.at(bench);
        bench.restore(file);
        synchronized (idle) {
            idle.push(bench);
        }
        return kill;
    }

    private Workbench take() throws IOException {
        synchronized (idle) {
            Workbench bench = idle.poll();
            if (bench != null) {
                return bench;
            }
        }
        return new Workbench(specs);
    }

    @Override
    public void close() throws IOException {
        synchronized (idle) {
            for (Workbench bench : idle) {
                bench.close();
            }
            idle.clear();
        }
    }
}
