package org.pvlazy.cli;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.stream.IntStream;
import org.apache.commons.lang3.concurrent.BasicThreadFactory;
import org.jspecify.annotations.Nullable;

/**
 * Does the same to many things, as many at once as there are processors. Every other processor begins with the last of them: what stands
 * side by side is often alike, and who did the one has compiled what the next one needs.
 */
final class Parallel {
    /** What is done to one of them. */
    interface Job<A, B> {
        B run(A argument) throws IOException, InterruptedException;
    }

    private Parallel() {}

    /** The results, in the order of the arguments. The first failure ends it. */
    static <A, B> List<B> map(List<A> arguments, Job<A, B> job) throws IOException, InterruptedException {
        int hands = Math.min(Runtime.getRuntime().availableProcessors(), Math.max(1, arguments.size()));
        ExecutorService pool = Executors.newFixedThreadPool(
                hands,
                BasicThreadFactory.builder().namingPattern("work-%d").daemon().build());
        try {
            BlockingDeque<Integer> left = new LinkedBlockingDeque<>(
                    IntStream.range(0, arguments.size()).boxed().toList());
            Map<Integer, B> results = new ConcurrentHashMap<>();
            CompletionService<Boolean> done = new ExecutorCompletionService<>(pool);
            for (int hand = 0; hand < hands; hand++) {
                boolean fromTheEnd = hand % 2 == 1;
                done.submit(() -> {
                    for (Integer next = next(left, fromTheEnd); next != null; next = next(left, fromTheEnd)) {
                        results.put(next, job.run(arguments.get(next)));
                    }
                    return true;
                });
            }
            for (int hand = 0; hand < hands; hand++) {
                boolean unused = done.take().get();
            }
            return IntStream.range(0, arguments.size()).mapToObj(results::get).toList();
        } catch (ExecutionException e) {
            throw unwrapped(e);
        } finally {
            pool.shutdownNow();
        }
    }

    private static @Nullable Integer next(BlockingDeque<Integer> left, boolean fromTheEnd) {
        return fromTheEnd ? left.pollLast() : left.pollFirst();
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
