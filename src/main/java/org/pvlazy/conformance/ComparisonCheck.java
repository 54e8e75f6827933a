package org.pvlazy.conformance;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.pvlazy.tla.ActionLabel;
import org.pvlazy.tla.TlaValue;
import org.pvlazy.tlc.ConfigFile;
import org.pvlazy.tlc.GraphBuilder;
import org.pvlazy.tlc.GraphOptions;
import org.pvlazy.tlc.Manifest;
import org.pvlazy.tlc.Model;
import org.pvlazy.tlc.SpecFiles;
import org.pvlazy.tlc.StateGraph;

/**
 * Shows what each comparison of the replay is for: of every variable and of the sets of possible steps. The implementation is driven
 * along one path whose last state the specification "gets wrong" in one place. With everything compared the difference is found;
 * with that comparison switched off it is not.
 */
public final class ComparisonCheck {
    private final Model model;
    private final SpecFiles files;
    private final StateGraph graph;
    private final ReplayParameters parameters;

    /** For the graph of a model. */
    public ComparisonCheck(Manifest manifest, Model model) throws IOException {
        this.model = model;
        this.files = model.files(manifest.specs());
        this.graph = GraphBuilder.build(files, GraphOptions.strict());
        Map<String, TlaValue> constants = ConfigFile.constants(files.configFile());
        this.parameters = ReplayParameters.of(Slices.named(model.slice()), constants);
    }

    /** What is compared: the variables, and the sets of possible steps. */
    public List<String> comparisons() {
        List<String> all = new ArrayList<>(new TreeSet<>(graph.variables()));
        all.add(Divergence.ENABLED);
        return all;
    }

    /** What the projection says when it knows all variables but this one; null if it does not complain. */
    public @Nullable String refusalWithout(String variable) {
        return complaint(projectionWithout(variable), graph.variables());
    }

    /** What the projection says when the specification has all variables but this one; null if it does not complain. */
    public @Nullable String refusalUnasked(String variable) {
        List<String> others = graph.variables().stream()
                .filter(name -> !name.equals(variable))
                .toList();
        return complaint(parameters.slice().projection(parameters), others);
    }

    /** The difference that is found when the last state is wrong here; null if none is. */
    public @Nullable Divergence seeded(String comparison) {
        return replay(parameters, comparison, "");
    }

    /** The same with this comparison switched off. */
    public @Nullable Divergence seededUnseen(String comparison) {
        Blind slice = new Blind(parameters.slice(), comparison);
        return replay(
                new ReplayParameters(slice, parameters.machine(), parameters.switches(), parameters.environment()),
                comparison,
                comparison);
    }

    private Projection projectionWithout(String variable) {
        Projection projection = parameters.slice().projection(parameters);
        projection.forget(variable);
        return projection;
    }

    private static @Nullable String complaint(Projection projection, List<String> variables) {
        try {
            projection.functions(variables);
            return null;
        } catch (IllegalArgumentException e) {
            return e.getMessage();
        }
    }

    private @Nullable Divergence replay(ReplayParameters how, String wrong, String unseen) {
        GraphScripts scripts = new GraphScripts(graph, model.name(), how.slice().binding());
        int[] path = path(wrong);
        try (Lockstep lockstep = new Lockstep(how, SpecSources.of(files))) {
            return lockstep.run(new Faulty(scripts.path(0, path), wrong, unseen));
        }
    }

    /** A path to the first state in which the variable has not the value that it had at first. */
    private int[] path(String comparison) {
        int variable = graph.variables().indexOf(comparison);
        int state = graph.states() - 1;
        if (variable >= 0) {
            int initial = graph.valueId(graph.initialStates()[0], variable);
            for (int i = graph.states() - 1; i >= 0; i--) {
                state = graph.valueId(i, variable) == initial ? state : i;
            }
        }
        return pathTo(state);
    }

    private int[] pathTo(int state) {
        int[] edgeTo = new int[graph.states()];
        Arrays.fill(edgeTo, -1);
        int[] source = new int[graph.states()];
        for (int from = 0; from < graph.states(); from++) {
            for (int edge = graph.firstEdge(from); edge < graph.firstEdge(from + 1); edge++) {
                int to = graph.target(edge);
                if (edgeTo[to] < 0 && graph.level(to) == graph.level(from) + 1) {
                    edgeTo[to] = edge;
                    source[to] = from;
                }
            }
        }
        int[] path = new int[graph.level(state) - 1];
        for (int i = path.length - 1, at = state; i >= 0; at = source[at], i--) {
            path[i] = edgeTo[at];
        }
        return path;
    }

    /** A path that is wrong about its last state in one respect, and leaves one respect out. */
    private final class Faulty implements Script {
        private final Script path;
        private final String wrong;
        private final String unseen;
        private final List<String> variables;

        Faulty(Script path, String wrong, String unseen) {
            this.path = path;
            this.wrong = wrong;
            this.unseen = unseen;
            this.variables = path.variables().stream()
                    .filter(name -> !name.equals(unseen))
                    .toList();
        }

        @Override
        public String name() {
            return path.name();
        }

        @Override
        public List<String> variables() {
            return variables;
        }

        @Override
        public int steps() {
            return path.steps();
        }

        @Override
        public ActionLabel label(int position) {
            return path.label(position);
        }

        @Override
        public long offer(int position) {
            return path.offer(position);
        }

        @Override
        public TlaValue expected(int position, int variable) {
            String name = variables.get(variable);
            boolean lies = position == steps() && name.equals(wrong);
            return lies
                    ? TlaValue.string("wrong")
                    : path.expected(position, path.variables().indexOf(name));
        }

        @Override
        public long @Nullable [] enabled(int position) {
            if (unseen.equals(Divergence.ENABLED)) {
                return null;
            }
            long[] enabled = path.enabled(position);
            boolean lies = position == steps() && wrong.equals(Divergence.ENABLED);
            return lies && enabled != null ? withOneMore(enabled) : enabled;
        }

        private long[] withOneMore(long[] enabled) {
            long[] more = Arrays.copyOf(enabled, enabled.length + 1);
            for (ActionLabel label : graph.labels()) {
                long offer = parameters.slice().binding().offer(label);
                if (Arrays.binarySearch(enabled, offer) < 0) {
                    more[enabled.length] = offer;
                    Arrays.sort(more);
                    return more;
                }
            }
            throw new IllegalStateException("every step is possible");
        }
    }
}
