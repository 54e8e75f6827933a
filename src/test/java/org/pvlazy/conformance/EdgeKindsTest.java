package org.pvlazy.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pvlazy.kvm.Machine;
import org.pvlazy.testgen.Tour;
import org.pvlazy.tlc.StateGraph;

/**
 * Whatever an action does to a variable somewhere in the graphs of {@link SmallGraphsTest} it does here, in a small part of their
 * steps: for PIT, which runs this for every mutant.
 */
class EdgeKindsTest {
    /** They do not depend on the implementation: whoever runs these tests again and again builds them once. */
    private static final Map<String, ModelGraph> GRAPHS = new ConcurrentHashMap<>();

    /** A label changes a variable to a value; -1 for both if it changes nothing. */
    private record Effect(int label, int variable, int value) {}

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "tables-v2-segment",
                "tables-repaired",
                "reboot-v2-batches",
                "reboot-repaired-fence",
                "pages-v2-batches",
                "pages-repaired-reclaim",
                "oom-v2-arrays",
                "oom-repaired-rounds",
                "reboot-v1",
                "shutdown-repaired-arrays"
            })
    void every_effect_of_every_label_is_replayed(String name) {
        ModelGraph model = GRAPHS.computeIfAbsent(name, EdgeKindsTest::reduced);
        BitSet replayed = new BitSet();
        assertThat(model.replay(Machine::new, replayed)).isNull();
        assertThat(effects(model.graph(), replayed)).isEqualTo(effects(model.graph(), all(model.graph())));
    }

    /** The graph with those paths of its tour that have an effect which no path before had. */
    private static ModelGraph reduced(String name) {
        ModelGraph model = ModelGraph.of(name);
        StateGraph graph = model.graph();
        int[] sources = sources(graph);
        Set<Effect> seen = new HashSet<>();
        List<int[]> paths = new ArrayList<>();
        for (int[] path : model.tour().paths()) {
            boolean fresh = false;
            for (int edge : path) {
                fresh |= seen.addAll(effects(graph, sources[edge], edge));
            }
            if (fresh) {
                paths.add(path);
            }
        }
        long steps = paths.stream().mapToLong(path -> path.length).sum();
        return new ModelGraph(model.model(), graph, new Tour(paths, steps), model.parameters());
    }

    private static Set<Effect> effects(StateGraph graph, BitSet edges) {
        int[] sources = sources(graph);
        Set<Effect> effects = new HashSet<>();
        edges.stream().forEach(edge -> effects.addAll(effects(graph, sources[edge], edge)));
        return effects;
    }

    private static Set<Effect> effects(StateGraph graph, int source, int edge) {
        Set<Effect> effects = new HashSet<>();
        for (int variable = 0; variable < graph.variables().size(); variable++) {
            int value = graph.valueId(graph.target(edge), variable);
            if (graph.valueId(source, variable) != value) {
                effects.add(new Effect(graph.labelId(edge), variable, value));
            }
        }
        return effects.isEmpty() ? Set.of(new Effect(graph.labelId(edge), -1, -1)) : effects;
    }

    private static BitSet all(StateGraph graph) {
        BitSet all = new BitSet();
        all.set(0, graph.edges());
        return all;
    }

    private static int[] sources(StateGraph graph) {
        int[] sources = new int[graph.edges()];
        for (int state = 0; state < graph.states(); state++) {
            for (int edge = graph.firstEdge(state); edge < graph.firstEdge(state + 1); edge++) {
                sources[edge] = state;
            }
        }
        return sources;
    }
}
