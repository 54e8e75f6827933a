package org.pvlazy.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.pvlazy.kvm.Machine;
import org.pvlazy.tlc.Evaluator;
import org.pvlazy.tlc.Model;

/**
 * Holds the implementation to a model that is too large to hold: random walks, for which the specification's evaluator gives the
 * successors on the way. A walk prefers classes of edges that were taken less often, so that it gets somewhere.
 */
public final class Walks {
    /** One step in so many is taken without preference: a class may lead on from one state and not from another. */
    private static final int ANY = 4;

    private final Model model;
    private final ReplayParameters parameters;
    private final SpecSources sources;
    private final MachineFactory machines;

    /** Walks through one model. */
    public Walks(Model model, ReplayParameters parameters, SpecSources sources) {
        this(model, parameters, sources, Machine::new);
    }

    Walks(Model model, ReplayParameters parameters, SpecSources sources, MachineFactory machines) {
        this.model = model;
        this.parameters = parameters;
        this.sources = sources;
        this.machines = machines;
    }

    /** Takes walks to the last one or to the first difference. */
    public WalkOutcome run(WalkOptions options, Evaluator evaluator) {
        Oracle oracle = new Oracle(evaluator, parameters.slice().binding());
        List<Oracle.Node> starts = oracle.initial();
        Walk walk = new Walk(options);
        int walks = 0;
        Divergence divergence = null;
        try (Lockstep lockstep = new Lockstep(parameters, sources, machines)) {
            while (walks < options.walks() && divergence == null) {
                Oracle.Node start = starts.get(walk.random.nextInt(starts.size()));
                String name = model.name() + " walk " + (walks + 1);
                divergence = lockstep.run(new LiveScript(name, oracle, start, walk));
                walks += divergence == null ? 1 : 0;
            }
            return outcome(walk, walks, lockstep, divergence);
        }
    }

    private WalkOutcome outcome(Walk walk, int walks, Lockstep lockstep, @Nullable Divergence divergence) {
        return new WalkOutcome(
                model.name(),
                model.variant(),
                walk.options,
                walks,
                lockstep.steps(),
                walk.ended,
                lockstep.variablesCompared(),
                lockstep.enabledSetsCompared(),
                walk.coverage,
                divergence);
    }

    private final class Walk implements LiveScript.Chooser {
        private final WalkOptions options;
        private final Random random;
        private final EdgeCoverage coverage = new EdgeCoverage();
        private int ended;

        Walk(WalkOptions options) {
            this.options = options;
            random = new Random(options.seed());
        }

        @Override
        public long next(int position, Oracle.Node node, long[] offered) {
            long[] ways = node.inModel(offered);
            for (long way : ways) {
                coverage.see(EdgeClass.of(parameters.slice(), way));
            }
            if (ways.length == 0) {
                ended++;
            }
            if (ways.length == 0 || position == options.depth()) {
                return STOP;
            }
            long way = random.nextInt(ANY) == 0 ? ways[random.nextInt(ways.length)] : rare(ways);
            coverage.take(EdgeClass.of(parameters.slice(), way));
            return way;
        }

        private long rare(long[] ways) {
            List<Long> rarest = new ArrayList<>();
            long fewest = Long.MAX_VALUE;
            for (long way : ways) {
                long times = coverage.of(EdgeClass.of(parameters.slice(), way));
                if (times < fewest) {
                    fewest = times;
                    rarest.clear();
                }
                if (times == fewest) {
                    rarest.add(way);
                }
            }
            return rarest.get(random.nextInt(rarest.size()));
        }
    }
}
