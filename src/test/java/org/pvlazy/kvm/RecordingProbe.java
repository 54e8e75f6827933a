package org.pvlazy.kvm;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pvlazy.probe.Probe;
import org.pvlazy.probe.Step;

/** Keeps the steps taken. What was planned for a step runs in front of its next occurrence, as another thread might. */
final class RecordingProbe implements Probe {
    private static final int ENDLESS = 10_000;

    final List<Step> steps = new ArrayList<>();
    private final Map<Step, Runnable> planned = new EnumMap<>(Step.class);
    private @Nullable Object frame;

    void before(Step step, Runnable interruption) {
        planned.put(step, interruption);
    }

    /** The frame of the step reached last. */
    @Nullable
    Object frame() {
        return frame;
    }

    @Override
    public void at(Step step, @Nullable Object reachedWith) {
        if (steps.size() == ENDLESS) {
            throw new AssertionError("no end of " + step);
        }
        steps.add(step);
        frame = reachedWith;
        Runnable interruption = planned.remove(step);
        if (interruption != null) {
            interruption.run();
        }
    }
}
