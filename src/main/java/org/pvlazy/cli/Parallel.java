package org.pvlazy.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.commons.lang3.concurrent.BasicThreadFactory;

/** Does the same to many things, as many at once as there are processors. */
final class Parallel {
    /** What is done to one of them. */
    interface Job<A, B> {
        B run(A argument) throws IOException, InterruptedException;
    }

    private Parallel() {}

    /** The results, in the order of the arguments. The first failure ends it. */
    static <A, B> List<B> map(List<A> arguments, Job<A, B> job) throws IOException, InterruptedException {
        ExecutorService pool = Executors.newFixedThreadPool(
                Runtime.getRuntime().availableProcessors(),
                BasicThreadFactory.builder().namingPattern("work-%d").daemon().build());
        try {
            List<Future<B>> futures = new ArrayList<>();
            for (A argument : arguments) {
                futures.add(pool.submit(() -> job.run(argument)));
            }
            List<B> results = new ArrayList<>();
            for (Future<B> future : futures) {
                results.add(future.get());
            }
            return results;
        } catch (ExecutionException e) {
            throw unwrapped(e);
        } finally {
            pool.shutdownNow();
        }
    }

    private static RuntimeException unwrapped(ExecutionException e) throws IOException, InterruptedException {
        Throwable cause = e.getCause();
        if (cause instanceof IOException io) {
            throw io;
        }
        if (cause instanceof InterruptedException interrupted) {
            throw interrupted;
        }
        if (cause instanceof RuntimeException unchecked) {
            return unchecked;
        }
        return new IllegalStateException(cause);
    }
}
