package org.pvlazy.conformance;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.pvlazy.kvm.Machine;
import org.pvlazy.tlc.Evaluator;
import org.pvlazy.tlc.Model;
import org.pvlazy.tlc.SpecFiles;
import org.pvlazy.trace.Trace;
import org.pvlazy.trace.TraceEnd;
import org.pvlazy.trace.TraceOrigin;
import org.pvlazy.trace.TraceState;
import org.pvlazy.trace.TraceStep;
import org.pvlazy.trace.Violation;

/**
 * Reduces a trace to one from which nothing can be removed: whole threads first, then what the environment refuses, then steps in ever
 * smaller groups (delta debugging). What is left of a trace is run again, implementation and model side by side, without the steps that
 * are no longer possible. It must fail as the trace does: the same property is violated, or the two differ in the same variable.
 */
public final class Minimiser {
    private final Model model;
    private final SpecFiles files;
    private final ReplayParameters parameters;
    private final MachineFactory machines;

    /**
     * For traces of one model.
     *
     * @param parameters what the implementation follows; need not be what the model does
     */
    public Minimiser(Model model, SpecFiles files, ReplayParameters parameters) {
        this(model, files, parameters, Machine::new);
    }

    Minimiser(Model model, SpecFiles files, ReplayParameters parameters, MachineFactory machines) {
        this.model = model;
        this.files = files;
        this.parameters = parameters;
        this.machines = machines;
    }

    /**
     * What is left.
     *
     * @param before steps of the trace
     * @param runs how often something was run to see whether it still fails
     * @param failure how it fails
     */
    public record Outcome(Trace trace, int before, int runs, String failure) {
        /** Steps that are left. */
        public int steps() {
            return trace.states().size() - 1;
        }
    }

    /**
     * Reduces a trace.
     *
     * @throws IllegalArgumentException if the implementation does not fail on it
     */
    public Outcome minimise(Trace trace, Evaluator evaluator) {
        if (trace.end() instanceof TraceEnd.Lasso) {
            throw new IllegalArgumentException("loop: what takes an endless behaviour cannot be reduced step by step");
        }
        try (Lockstep lockstep = new Lockstep(parameters, SpecSources.of(files), machines)) {
            return new Reduction(trace, evaluator, lockstep).run();
        }
    }

    /** A list of steps was run, as far as they were possible. */
    private record Attempt(List<Long> offers, @Nullable String failure, LiveScript script) {
        /** Steps count more than what is refused in them. */
        static final Comparator<Attempt> SIZE = Comparator.<Attempt>comparingInt(attempt -> attempt.offers.size())
                .thenComparing(attempt -> attempt.offers.stream()
                        .filter(offer -> Offer.answer(offer) != Offer.OK)
                        .count());
    }

    private final class Reduction {
        private final Trace trace;
        private final Oracle oracle;
        private final Lockstep lockstep;
        private final Oracle.Node start;
        private final Pursuit pursuit;
        private final List<Long> given;
        private final String goal;
        private int runs;
        private Attempt best;

        Reduction(Trace trace, Evaluator evaluator, Lockstep lockstep) {
            this.trace = trace;
            this.lockstep = lockstep;
            oracle = new Oracle(evaluator, parameters.slice().binding());
            start = oracle.at(trace.state(0).reordered(oracle.variables()));
            Violation violation = trace.violation();
            pursuit = Pursuit.of(model, files, violation == null ? List.of() : List.of(violation.property()));
            given = trace.states().stream()
                    .map(TraceState::step)
                    .filter(Objects::nonNull)
                    .map(TraceStep::label)
                    .map(parameters.slice().binding()::offer)
                    .toList();
            best = attempt(given);
            if (best.failure == null) {
                throw new IllegalArgumentException(
                        "the implementation does not fail on it: there is nothing to keep while it is reduced");
            }
            goal = best.failure;
        }

        Outcome run() {
            Attempt before;
            do {
                before = best;
                withoutThreads();
                withoutRefusals();
                for (int group = best.offers.size() / 2; group > 1; group /= 2) {
                    withoutGroups(group);
                }
                withoutGroups(1);
            } while (Attempt.SIZE.compare(best, before) < 0);
            TraceOrigin old = trace.origin();
            TraceOrigin origin = new TraceOrigin(old.model(), old.variant(), old.specHash(), "pvlazy minimise");
            return new Outcome(
                    best.script.trace(
                            origin, trace.violation(), parameters.slice().binding()),
                    given.size(),
                    runs,
                    goal);
        }

        private void withoutThreads() {
            for (int thread :
                    new TreeSet<>(best.offers.stream().map(Offer::thread).toList())) {
                keep(best.offers.stream()
                        .filter(offer -> Offer.thread(offer) != thread)
                        .toList());
            }
        }

        private void withoutRefusals() {
            for (int i = 0; i < best.offers.size(); i++) {
                long offer = best.offers.get(i);
                if (Offer.answer(offer) != Offer.OK) {
                    List<Long> candidate = new ArrayList<>(best.offers);
                    candidate.set(i, Offer.withAnswer(offer, Offer.OK));
                    keep(candidate);
                }
            }
        }

        private void withoutGroups(int group) {
            int from = 0;
            while (from < best.offers.size()) {
                List<Long> candidate = new ArrayList<>(best.offers.subList(0, from));
                candidate.addAll(best.offers.subList(Math.min(from + group, best.offers.size()), best.offers.size()));
                if (!keep(candidate)) {
                    from += group;
                }
            }
        }

        /** Goes on with the candidate if it fails in the same way and is smaller. */
        private boolean keep(List<Long> candidate) {
            Attempt attempt = attempt(candidate);
            boolean better = goal.equals(attempt.failure) && Attempt.SIZE.compare(attempt, best) < 0;
            if (better) {
                best = attempt;
            }
            return better;
        }

        private Attempt attempt(List<Long> candidate) {
            runs++;
            pursuit.begin();
            int[] used = {0};
            LiveScript.Chooser chooser = (position, node, offered) -> {
                if (!pursuit.over(node, offered)) {
                    while (used[0] < candidate.size()) {
                        long offer = candidate.get(used[0]++);
                        if (node.allows(offer)) {
                            return offer;
                        }
                    }
                }
                return LiveScript.Chooser.STOP;
            };
            LiveScript script = new LiveScript(model.name(), oracle, start, chooser);
            Divergence divergence = lockstep.run(script, pursuit);
            return new Attempt(script.offers(), failure(divergence), script);
        }

        private @Nullable String failure(@Nullable Divergence divergence) {
            if (divergence != null) {
                return "divergence in " + divergence.what();
            }
            if (pursuit.disagreement() != null) {
                return "disagreement about " + pursuit.disagreement();
            }
            Pursuit.Found found = pursuit.found();
            return found == null ? null : "violation of " + found.property();
        }
    }
}
