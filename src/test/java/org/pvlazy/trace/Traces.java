package org.pvlazy.trace;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pvlazy.tla.ActionLabel;
import org.pvlazy.tla.ActionLabel.Param;
import org.pvlazy.tla.Shape;
import org.pvlazy.tla.TlaState;
import org.pvlazy.tla.TlaValue;

/** Traces for tests. */
final class Traces {
    static final TraceOrigin ORIGIN = new TraceOrigin("MC_small", "v2", "abc123", "TLC2 Version 2.18");

    private Traces() {}

    static Trace withValues() {
        TlaState first = state(TlaValue.of(1), TlaValue.set());
        TlaState second = state(
                TlaValue.of(Long.MAX_VALUE),
                TlaValue.set(
                        TlaValue.of(-1),
                        TlaValue.of(true),
                        TlaValue.string("a <b> \"c\" ä"),
                        TlaValue.modelValue("a"),
                        TlaValue.tuple(TlaValue.of(1), TlaValue.tuple()),
                        TlaValue.record(Map.of("f", TlaValue.of(0))),
                        TlaValue.record(Map.of("#set", TlaValue.of(0))),
                        Shape.function(List.of(TlaValue.of(0), TlaValue.of(1))).of(TlaValue.of(5), TlaValue.of(6))));
        ActionLabel label =
                new ActionLabel("Put", List.of(new Param("k", TlaValue.of(1)), new Param("a", TlaValue.string("ok"))));
        TraceStep step = new TraceStep(label, "kthread", "K7", "mmdrop");
        return Trace.of(
                ORIGIN,
                new Violation("NoLeak", Violation.Kind.SAFETY),
                List.of(new TraceState(first, null), new TraceState(second, step)));
    }

    static Trace ending(TraceEnd end, @Nullable TraceStep closing) {
        TraceStep step = TraceStep.of(ActionLabel.of("Up"));
        return new Trace(
                ORIGIN,
                new Violation("Ends", Violation.Kind.LIVENESS),
                List.of(
                        new TraceState(state(TlaValue.of(0), TlaValue.set()), null),
                        new TraceState(state(TlaValue.of(1), TlaValue.set()), step)),
                end,
                closing);
    }

    private static TlaState state(TlaValue users, TlaValue seen) {
        return new TlaState(List.of("users", "seen"), List.of(users, seen));
    }
}
