package org.pvlazy.mutation;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.commons.lang3.exception.ExceptionUtils;
import org.pvlazy.mutation.Mutation.Trial;

/**
 * A trial that comes to an end: one that takes too long, or fails itself, leaves its mutant not judged. It runs on a thread of its own,
 * which is interrupted after that time and left alone if it does not care.
 */
record TimeLimit(Mutant mutant, Trial trial, Duration limit) implements Trial {
    @Override
    public Kill run() throws IOException, InterruptedException {
        FutureTask<Kill> task = new FutureTask<>(trial::run);
        Thread thread = new Thread(task, mutant.name());
        thread.setDaemon(true);
        thread.start();
        try {
            return task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return Kill.notJudged(mutant, "no verdict after " + limit.toSeconds() + " s");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            return Kill.notJudged(mutant, "trying it failed: " + ExceptionUtils.getRootCauseMessage(e));
        } finally {
            thread.interrupt();
        }
    }
}
