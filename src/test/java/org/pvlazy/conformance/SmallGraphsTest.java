package org.pvlazy.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pvlazy.kvm.Machine;

/** Every edge of a few small graphs, some of each specification: the whole implementation in seconds. */
class SmallGraphsTest {
    /** They do not depend on the implementation: whoever runs these tests again and again builds them once. */
    private static final Map<String, ModelGraph> GRAPHS = new ConcurrentHashMap<>();

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "reboot-v2-batches",
                "reboot-repaired-fence",
                "reboot-v1",
                "shutdown-repaired-arrays",
                "pages-v2-batches",
                "pages-repaired-reclaim",
                "tables-v2-segment",
                "tables-repaired",
                "oom-v2-arrays",
                "oom-repaired-rounds"
            })
    void every_edge_of_a_graph_is_replayed(String model) {
        ModelGraph graph = GRAPHS.computeIfAbsent(model, ModelGraph::of);
        BitSet replayed = new BitSet();
        assertThat(graph.replay(Machine::new, replayed)).isNull();
        assertThat(replayed.cardinality()).isEqualTo(graph.graph().edges());
    }
}
