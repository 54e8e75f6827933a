package org.pvlazy.uv;

import org.jspecify.annotations.Nullable;
import org.pvlazy.probe.Environment;
import org.pvlazy.probe.Step;

/** Gives the same answer to every question and counts them. */
final class OneAnswer implements Environment {
    UvcAnswer answer = UvcAnswer.OK;
    int asked;

    @Override
    public boolean allocates(Step step) {
        return true;
    }

    @Override
    public UvcAnswer answers(Step step) {
        asked++;
        return answer;
    }

    @Override
    public @Nullable Kthread createThread(Step step, Object data, Runnable body) {
        return null;
    }

    @Override
    public @Nullable Command nextCommand() {
        return null;
    }

    @Override
    public @Nullable Integer nextAccess() {
        return null;
    }
}
