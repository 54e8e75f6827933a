package org.pvlazy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.pvlazy.tla.ActionLabel;
import org.pvlazy.tlc.GraphBuilder;
import org.pvlazy.tlc.GraphOptions;
import org.pvlazy.tlc.Manifest;
import org.pvlazy.tlc.Model;
import org.pvlazy.tlc.StateGraph;

/** No action of the specification is without an edge that the implementation is held to. */
class ActionCoverageTest {
    @Test
    void every_action_of_next_is_taken_on_some_graph_that_is_replayed() {
        Manifest manifest = Manifest.read(Path.of("specs"));
        Set<String> known = new TreeSet<>();
        Set<String> taken = new TreeSet<>();
        List<Model> smallFirst = manifest.models().stream()
                .filter(Model::replay)
                .sorted(Comparator.comparing(Model::distinct))
                .toList();
        for (Model model : smallFirst) {
            if (known.isEmpty() || !taken.containsAll(known)) {
                StateGraph graph = GraphBuilder.build(model.files(manifest.specs()), GraphOptions.strict());
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
