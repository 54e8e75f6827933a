package org.pvlazy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pvlazy.conformance.Slices;
import org.pvlazy.tla.ActionLabel;
import org.pvlazy.tlc.GraphBuilder;
import org.pvlazy.tlc.GraphOptions;
import org.pvlazy.tlc.Manifest;
import org.pvlazy.tlc.Model;
import org.pvlazy.tlc.StateGraph;

/** No action of a specification is without an edge that the implementation is held to. */
class ActionCoverageTest {
    private static final Path SPECS = Path.of("specs");

    /** The models whose graphs are replayed, by specification. */
    static Collection<List<Model>> models() {
        return Manifest.read(SPECS).models().stream()
                .filter(Model::replay)
                .sorted(Comparator.comparing(Model::distinct))
                .collect(Collectors.groupingBy(model -> Slices.specification(model.slice())))
                .values();
    }

    @ParameterizedTest
    @MethodSource("models")
    void every_action_of_next_is_taken_on_some_graph_that_is_replayed(List<Model> smallFirst) {
        Set<String> known = new TreeSet<>();
        Set<String> taken = new TreeSet<>();
        for (Model model : smallFirst) {
            if (known.isEmpty() || !taken.containsAll(known)) {
                StateGraph graph = GraphBuilder.build(model.files(SPECS), GraphOptions.strict());
                graph.labels().stream().map(ActionLabel::name).forEach(known::add);
                for (int edge = 0; edge < graph.edges(); edge++) {
                    taken.add(graph.label(edge).name());
                }
            }
        }
        known.removeAll(taken);

        assertThat(taken).isNotEmpty();
        assertThat(known).as("actions that no replayed graph takes").isEmpty();
    }
}
