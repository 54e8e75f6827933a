package org.pvlazy.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.pvlazy.kvm.Machine;
import org.pvlazy.tlc.Evaluator;
import org.pvlazy.tlc.Model;
import org.pvlazy.tlc.SpecFiles;
import org.pvlazy.tlc.SpecHash;
import org.pvlazy.trace.Trace;
import org.pvlazy.trace.TraceOrigin;
import org.pvlazy.trace.Violation;

/**
 * Runs the implementation under a scheduler until it finds out about itself that a property is violated. The scheduler chooses among
 * what the code can do; the model judges every state and every set of possible steps; which of its edges are new is the feedback.
 */
public final class Search {
    private final Model model;
    private final SpecFiles files;
    private final ReplayParameters parameters;
    private final MachineFactory machines;

    /** Searches within the bounds of a model. */
    public Search(Model model, SpecFiles files, ReplayParameters parameters) {
        this(model, files, parameters, Machine::new);
    }

    Search(Model model, SpecFiles files, ReplayParameters parameters, MachineFactory machines) {
        this.model = model;
        this.files = files;
        this.parameters = parameters;
        this.machines = machines;
    }

    /** Searches until something is found or the steps are used up. */
    public SearchOutcome run(SearchOptions options, Evaluator evaluator) {
        Run run = new Run(options, evaluator);
        try (Lockstep lockstep = new Lockstep(parameters, SpecSources.of(files), machines)) {
            boolean goesOn = !run.pursuit.wanted().isEmpty();
            while (goesOn && lockstep.steps() < options.steps()) {
                goesOn = run.schedule(lockstep);
            }
            return run.outcome(lockstep.steps());
        }
    }

    private final class Run {
        private final SearchOptions options;
        private final Oracle oracle;
        private final List<Oracle.Node> starts;
        private final Pursuit pursuit = Pursuit.of(model, files);
        private final EdgesSeen edges = new EdgesSeen();
        private final Random random;
        private final Strategy strategy;
        private int schedules;
        private @Nullable LiveScript last;
        private @Nullable Divergence divergence;

        Run(SearchOptions options, Evaluator evaluator) {
            this.options = options;
            oracle = new Oracle(evaluator, parameters.slice().binding());
            starts = oracle.initial();
            random = new Random(options.seed());
            strategy = options.kind() == SearchOptions.Kind.PCT
                    ? new PctStrategy(random, edges, options.depth())
                    : new RandomStrategy(random, edges);
        }

        /** Runs a schedule; returns whether there is still something to look for. */
        boolean schedule(Lockstep lockstep) {
            schedules++;
            pursuit.begin();
            strategy.begin();
            String name = model.name() + " schedule " + schedules;
            LiveScript script = new LiveScript(name, oracle, starts.get(random.nextInt(starts.size())), this::next);
            last = script;
            divergence = lockstep.run(script, pursuit);
            String disagreement = pursuit.disagreement();
            if (divergence == null && disagreement != null) {
                divergence = disagreement(script, disagreement);
            }
            return divergence == null && pursuit.found() == null;
        }

        private long next(int position, Oracle.Node node, long[] offered) {
            long[] ways = node.inModel(offered);
            if (pursuit.over(node, offered) || ways.length == 0 || position == options.length()) {
                return LiveScript.Chooser.STOP;
            }
            long way = strategy.next(position, node, ways);
            if (way != Strategy.STOP) {
                edges.add(node, way);
            }
            return way;
        }

        private Divergence disagreement(LiveScript script, String text) {
            int steps = script.steps();
            return Divergence.at(
                    new Divergence.Place(
                            script.name(),
                            steps,
                            steps == 0 ? "Init" : script.label(steps - 1).toString(),
                            "-",
                            files.config() + ".cfg",
                            null),
                    Divergence.DETECTOR,
                    "detectors and invariants say the same",
                    text);
        }

        SearchOutcome outcome(long steps) {
            Pursuit.Found found = divergence == null ? pursuit.found() : null;
            boolean ended = found != null || divergence != null;
            return new SearchOutcome(
                    model,
                    pursuit.wanted(),
                    found == null ? null : found.property(),
                    found == null ? null : found.text(),
                    schedules,
                    steps,
                    edges.size(),
                    ended && last != null ? trace(last, found) : null,
                    divergence,
                    pursuit.alsoNoticed());
        }

        private Trace trace(LiveScript script, Pursuit.@Nullable Found found) {
            String tool = "pvlazy search --strategy " + options.kind().name().toLowerCase(Locale.ROOT) + " --seed "
                    + options.seed();
            try {
                TraceOrigin origin = new TraceOrigin(model.name(), model.variant(), SpecHash.of(files), tool);
                return script.trace(origin, violation(found), parameters.slice().binding());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    static @Nullable Violation violation(Pursuit.@Nullable Found found) {
        if (found == null) {
            return null;
        }
        return new Violation(found.property(), found.forGood() ? Violation.Kind.LIVENESS : Violation.Kind.SAFETY);
    }
}
