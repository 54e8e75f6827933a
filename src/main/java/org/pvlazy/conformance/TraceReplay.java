package org.pvlazy.conformance;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.commons.lang3.time.StopWatch;
import org.jspecify.annotations.Nullable;
import org.pvlazy.probe.Sanitizer.KernelBug;
import org.pvlazy.tla.ActionLabel;
import org.pvlazy.tla.TlaState;
import org.pvlazy.tla.TlaValue;
import org.pvlazy.tlc.Evaluator;
import org.pvlazy.trace.Trace;
import org.pvlazy.trace.TraceStep;

/** Replays one trace. */
public final class TraceReplay {
    private final ReplayParameters parameters;
    private final SpecSources sources;
    private final Evaluator evaluator;
    private final Binding binding;

    /**
     * A replay of traces of one model.
     *
     * @param evaluator the specification, to know what else was possible at each state
     */
    public TraceReplay(ReplayParameters parameters, SpecSources sources, Evaluator evaluator) {
        this.parameters = parameters;
        this.sources = sources;
        this.evaluator = evaluator;
        binding = parameters.slice().binding();
    }

    /**
     * What came of it.
     *
     * @param replay the trace as a graph of one path
     * @param report what the implementation found out about itself; null if nothing
     */
    public record Outcome(ReplayOutcome replay, @Nullable String report) {
        /** The first difference; null if there is none. */
        public @Nullable Divergence divergence() {
            return replay.divergences().isEmpty() ? null : replay.divergences().get(0);
        }
    }

    /**
     * Drives the implementation along the trace.
     *
     * @param variant the posting that the implementation follows, for the report; need not be the trace's
     * @throws IllegalArgumentException naming the place if the trace has an unknown action or not the model's variables
     */
    public Outcome run(Trace trace, String variant) {
        TraceScript script = new TraceScript(trace);
        StopWatch watch = StopWatch.createStarted();
        try (Lockstep lockstep = new Lockstep(parameters, sources)) {
            Divergence divergence = lockstep.run(script);
            watch.stop();
            int agreed = divergence == null ? script.steps() : Math.max(0, lockstep.lastPosition() - 1);
            ReplayOutcome replay = new ReplayOutcome(
                    script.name(),
                    variant,
                    script.steps() + 1,
                    script.steps(),
                    agreed,
                    1,
                    agreed,
                    script.steps(),
                    lockstep.enabledSetsCompared(),
                    lockstep.variablesCompared(),
                    0,
                    watch.getDuration().toNanos() / 1e9,
                    divergence == null ? List.of() : List.of(divergence),
                    List.of());
            KernelBug bug = lockstep.lastBug();
            return new Outcome(replay, bug == null ? null : bug.getMessage());
        }
    }

    private final class TraceScript implements Script {
        private final Trace trace;
        private final long[] offers;

        TraceScript(Trace trace) {
            this.trace = trace;
            checkVariables();
            offers = new long[trace.states().size() - 1];
            for (int i = 0; i < offers.length; i++) {
                offers[i] = offerAt(i + 1);
            }
        }

        private void checkVariables() {
            Set<String> known = new HashSet<>(evaluator.variables());
            for (String variable : trace.variables()) {
                if (!known.remove(variable)) {
                    throw new IllegalArgumentException("states[0]: unknown variable " + variable);
                }
            }
            if (!known.isEmpty()) {
                throw new IllegalArgumentException("states[0]: variables " + known + " are missing");
            }
        }

        private long offerAt(int state) {
            try {
                return binding.offer(step(state).label());
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("states[" + state + "]: " + e.getMessage(), e);
            }
        }

        private TraceStep step(int state) {
            TraceStep step = trace.states().get(state).step();
            if (step == null) {
                throw new IllegalArgumentException("states[" + state + "]: no step");
            }
            return step;
        }

        @Override
        public String name() {
            return trace.origin().model();
        }

        @Override
        public List<String> variables() {
            return trace.variables();
        }

        @Override
        public int steps() {
            return offers.length;
        }

        @Override
        public ActionLabel label(int position) {
            return step(position + 1).label();
        }

        @Override
        public long offer(int position) {
            return offers[position];
        }

        @Override
        public TlaValue expected(int position, int variable) {
            return trace.state(position).values().get(variable);
        }

        @Override
        public long[] enabled(int position) {
            TlaState state = trace.state(position).reordered(evaluator.variables());
            return evaluator.successors(state).stream()
                    .mapToLong(successor -> binding.offer(successor.label()))
                    .sorted()
                    .distinct()
                    .toArray();
        }
    }
}
