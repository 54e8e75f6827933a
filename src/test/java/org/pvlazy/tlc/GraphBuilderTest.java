package org.pvlazy.tlc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GraphBuilderTest {
    @TempDir
    private Path folder;

    @Test
    void the_graph_has_tlcs_counts_and_every_parallel_edge() throws IOException {
        StateGraph graph = GraphBuilder.build(Specs.of("Counters", "Counters"), GraphOptions.strict());
        Progress tlc = Specs.captured("Counters", 0).progress();
        assertThat(graph.states()).isEqualTo((int) tlc.distinct());
        assertThat(graph.generated()).isEqualTo(tlc.generated());
        assertThat(graph.depth()).isEqualTo(tlc.depth());
        assertThat(graph.edges()).isEqualTo(286);
        assertThat(graph.variables()).isEqualTo(List.of("pc", "count", "seen", "last"));
        assertThat(graph.initialStates()).containsExactly(0);

        TreeSet<String> out = new TreeSet<>();
        for (int e = graph.firstEdge(0); e < graph.firstEdge(1); e++) {
            out.add(graph.label(e) + " to " + graph.value(graph.target(e), 1));
        }
        assertThat(out)
                .containsExactly(
                        "Jump(p = \"a\", d = 1) to <<1, 0>>",
                        "Jump(p = \"a\", d = 2) to <<2, 0>>",
                        "Jump(p = \"b\", d = 1) to <<1, 0>>",
                        "Jump(p = \"b\", d = 2) to <<2, 0>>",
                        "Step(p = \"a\") to <<1, 0>>",
                        "Step(p = \"b\") to <<1, 0>>");
        assertThat(graph.firstEdge(graph.states())).isEqualTo(graph.edges());
    }

    @Test
    void every_number_is_the_same_with_any_number_of_threads() {
        for (String model : List.of("reboot-v2-batches", "pages-v2-batches")) {
            SpecFiles files = Manifest.read(Path.of("specs")).model(model).files(Path.of("specs"));
            StateGraph one = GraphBuilder.build(files, GraphOptions.strict().withThreads(1));
            for (int threads : List.of(2, 5)) {
                StateGraph graph =
                        GraphBuilder.build(files, GraphOptions.strict().withThreads(threads));
                assertThat(contents(graph)).isEqualTo(contents(one));
                assertThat(graph.generated()).isEqualTo(one.generated());
                assertThat(graph.digest()).isEqualTo(one.digest());
            }
        }
    }

    @Test
    void graphs_that_differ_have_digests_that_differ() {
        Manifest manifest = Manifest.read(Path.of("specs"));
        List<Long> digests = manifest.models().stream()
                .filter(model -> model.replay() && model.generated() < 8_000)
                .map(model -> GraphBuilder.build(model.files(manifest.specs()), GraphOptions.strict())
                        .digest())
                .toList();
        assertThat(digests).hasSizeGreaterThan(4).doesNotHaveDuplicates();
    }

    /** Values by their numbers, then for each state the numbers of its values and its edges. */
    private static List<Object> contents(StateGraph graph) {
        List<Object> contents = new ArrayList<>();
        for (int variable = 0; variable < graph.variables().size(); variable++) {
            contents.add(graph.values(variable));
        }
        for (int s = 0; s < graph.states(); s++) {
            for (int variable = 0; variable < graph.variables().size(); variable++) {
                contents.add(graph.valueId(s, variable));
            }
            for (int e = graph.firstEdge(s); e < graph.firstEdge(s + 1); e++) {
                contents.add(graph.target(e));
                contents.add(graph.labelId(e));
            }
        }
        return contents;
    }

    @Test
    void a_state_takes_few_bytes() {
        SpecFiles files =
                Manifest.read(Path.of("specs")).model("reboot-v2-fence").files(Path.of("specs"));
        StateGraph graph = GraphBuilder.build(files, GraphOptions.strict());
        assertThat(graph.bytes()).isPositive().isLessThan(160L * graph.edges());
    }

    @Test
    void states_are_found_by_their_values_and_self_loops_are_edges() {
        StateGraph graph = GraphBuilder.build(Specs.of("Counters", "Counters"), GraphOptions.strict());
        int loops = 0;
        for (int s = 0; s < graph.states(); s++) {
            assertThat(graph.indexOf(graph.state(s))).isEqualTo(s);
            for (int e = graph.firstEdge(s); e < graph.firstEdge(s + 1); e++) {
                boolean loop = graph.target(e) == s;
                assertThat(loop).isEqualTo(graph.label(e).name().equals("Look"));
                loops += loop ? 1 : 0;
                assertThat(graph.level(graph.target(e))).isLessThanOrEqualTo(graph.level(s) + 1);
            }
        }
        assertThat(loops).isPositive();
        assertThat(graph.labels()).contains(graph.label(0)).doesNotHaveDuplicates();
        assertThat(graph.values(1)).hasSize(3).doesNotHaveDuplicates();
    }

    /** The numbers are TLC's own for these configurations. */
    @ParameterizedTest
    @CsvSource({"NextValues, 8, 13, 2, 10", "NextTwice, 4, 7, 2, 2", "NextNested, 10, 15, 3, 12"})
    void values_of_several_classes_are_one_value(String next, int states, long generated, int depth, int edges)
            throws IOException {
        StateGraph graph = build("INIT Init", "NEXT " + next);
        assertThat(List.of(graph.states(), graph.depth(), graph.edges())).isEqualTo(List.of(states, depth, edges));
        assertThat(graph.generated()).isEqualTo(generated);
        assertThat(graph.values(0)).hasToString("[{1, 2}, {{}, {1}}]");
        assertThat(graph.initialStates()).hasSize(2);
        assertThat(graph.variables()).isEqualTo(List.of("zeta", "alpha", "beta"));
    }

    @Test
    void only_what_is_bound_inside_an_action_is_its_parameter() throws IOException {
        assertThat(build("INIT Init", "NEXT NextNested").labels())
                .hasToString("[Inner(n = 0, q = \"l\"), Inner(n = 0, q = \"r\"), "
                        + "Inner(n = 1, q = \"l\"), Inner(n = 1, q = \"r\")]");
    }

    @Test
    void constraints_cut_the_graph_as_they_cut_tlcs_search() throws IOException {
        StateGraph graph = build("INIT Init", "NEXT NextUp", "CONSTRAINT Few", "ACTION_CONSTRAINT NoReset");
        assertThat(List.of(graph.states(), graph.depth(), graph.edges())).isEqualTo(List.of(8, 4, 10));
        assertThat(graph.generated()).isEqualTo(17);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "NEXT NextState;Picks quantifies over a set that depends on the state (Shapes.tla, line 21)",
                "NEXT NextArgument;Takes has an argument that depends on the state (Shapes.tla, line 24)",
                "NEXT NextBare;NextBare has a disjunct that is not a named action (Shapes.tla, line 25)"
            })
    void labels_that_are_not_exact_are_refused(String next, String message) throws IOException {
        SpecFiles files = Specs.shapes(folder, "INIT Init", next);
        assertThatThrownBy(() -> GraphBuilder.build(files, GraphOptions.strict()))
                .isInstanceOf(EvaluationException.class)
                .hasMessage(message + ": its steps have no exact label");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "SpecBare;NextBare has a disjunct that is not a named action (Shapes.tla, line 25)",
                "SpecOpen;The next-state relation is not a disjunction of named actions (Shapes.tla, line 36)"
            })
    void the_same_holds_under_a_specification(String spec, String message) throws IOException {
        SpecFiles files = Specs.shapes(folder, "SPECIFICATION " + spec);
        assertThatThrownBy(() -> GraphBuilder.build(files, GraphOptions.strict()))
                .hasMessage(message + ": its steps have no exact label");
    }

    @Test
    void a_label_that_leads_to_two_states_is_refused_unless_allowed() throws IOException {
        SpecFiles files = Specs.shapes(folder, "INIT Init", "NEXT NextPair");
        assertThatThrownBy(() -> GraphBuilder.build(files, GraphOptions.strict()))
                .hasMessage("action Chooses leads from one state to two, which differ in beta (1 or 2): "
                        + "its choice must become a parameter bound by \\E over a constant set in front of the action");
        StateGraph graph = GraphBuilder.build(files, GraphOptions.strict().allowingAmbiguousLabels());
        assertThat(graph.firstEdge(1)).isEqualTo(2);
    }

    @Test
    void a_graph_too_large_is_refused() {
        assertThatThrownBy(() -> GraphBuilder.build(
                        Specs.of("Endless", "Endless"), GraphOptions.strict().withMaxStates(1000)))
                .isInstanceOf(EvaluationException.class)
                .hasMessage("more than 1000 distinct states");
    }

    private StateGraph build(String... config) throws IOException {
        return GraphBuilder.build(Specs.shapes(folder, config), GraphOptions.strict());
    }
}
