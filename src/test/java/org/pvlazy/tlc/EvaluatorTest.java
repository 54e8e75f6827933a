package org.pvlazy.tlc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pvlazy.tla.TlaState;
import org.pvlazy.tla.TlaValue;

class EvaluatorTest {
    @TempDir
    private Path folder;

    @Test
    void two_specifications_can_be_loaded_at_once() {
        try (Evaluator counters = IsolatedTlc.open(Specs.of("Counters", "CountersBelow"));
                Evaluator lasso = IsolatedTlc.open(Specs.of("Lasso", "Lasso"))) {
            TlaState start = lasso.initialStates().get(0);
            assertThat(start).hasToString("/\\ x = 0");
            assertThat(lasso.successors(start))
                    .singleElement()
                    .hasToString("Successor[label=Up, state=/\\ x = 1, inModel=true]");
            TlaState idle = counters.initialStates().get(0);
            assertThat(counters.invariantsViolated(idle)).isEmpty();
            List<String> steps = counters.successors(idle).stream()
                    .map(successor -> successor.label() + " breaks " + counters.invariantsViolated(successor.state()))
                    .toList();
            assertThat(steps).hasSize(6).contains("Step(p = \"a\") breaks []", "Jump(p = \"a\", d = 2) breaks [Below]");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"v2-retry-table", "without-fail-references", "pages-v2-lost-flag", "witness-oom-waits"})
    void the_first_violation_is_found_where_tlc_finds_it(String name) {
        Model model = Manifest.read(Path.of("specs")).model(name);
        try (Evaluator evaluator = IsolatedTlc.open(model.files(Path.of("specs")))) {
            assertThat(evaluator.firstViolation(10_000))
                    .isEqualTo(new FirstViolation(model.property(), model.distinct(), model.generated()));
            FirstViolation early = evaluator.firstViolation(10);
            assertThat(early.property()).isNull();
            assertThat(early.distinct()).isEqualTo(11);
        }
    }

    @Test
    void every_state_of_a_graph_can_be_handed_back() throws IOException {
        SpecFiles files = Specs.shapes(folder, "INIT Init", "NEXT NextValues");
        try (Evaluator evaluator = IsolatedTlc.open(files)) {
            StateGraph graph = evaluator.graph(GraphOptions.strict());
            for (int s = 0; s < graph.states(); s++) {
                List<Integer> targets = evaluator.successors(graph.state(s)).stream()
                        .map(successor -> graph.indexOf(successor.state()))
                        .toList();
                assertThat(targets)
                        .hasSize(graph.firstEdge(s + 1) - graph.firstEdge(s))
                        .doesNotContain(-1);
            }
        }
    }

    @Test
    void steps_that_a_constraint_forbids_are_marked() throws IOException {
        SpecFiles files = Specs.shapes(folder, "INIT Init", "NEXT NextUp", "CONSTRAINT Few", "INVARIANT NotThree");
        try (Evaluator evaluator = IsolatedTlc.open(files)) {
            TlaState start = evaluator.initialStates().get(0);
            List<TlaValue> values =
                    List.of(start.values().get(0), start.values().get(1), TlaValue.of(3));
            TlaState three = new TlaState(evaluator.variables(), values);
            assertThat(evaluator.invariantsViolated(three)).containsExactly("NotThree");
            assertThat(evaluator.successors(three))
                    .extracting(Successor::inModel)
                    .containsExactly(false, true);
        }
    }

    @Test
    void nothing_is_left_behind() throws IOException {
        IsolatedTlc.open(Specs.of("Counters", "Counters")).close();
        try (var files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            String ours = "pvlazy-" + ProcessHandle.current().pid() + "-";
            assertThat(files.filter(file -> file.getFileName().toString().startsWith(ours)))
                    .isEmpty();
        }
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().contains("TLC"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '$',
            value = {
                "Broken|Broken|Broken.tla:6:1: parse error: encountered \"====\" and token \"+\"",
                "Gone|Broken|module Gone not found",
                "Counters|Gone|Gone.cfg: File not found.",
                "Counters|Lasso|Lasso.cfg: The constant parameter N is not assigned a value by the configuration file.",
                "Trouble|TroubleEval|Trouble.tla:8:26: A non-function (an integer) was applied as a function.",
                "Trouble|TroublePartial|action Forgets gives no value to y",
                "Trouble|TroubleAssert|"
                        + "The first argument of Assert evaluated to FALSE; the second argument was: \"two is not allowed\""
            })
    void errors_are_one_clear_line(String module, String config, String message) {
        SpecFiles files = Specs.of(module, config);
        assertThatThrownBy(() -> GraphBuilder.build(files, GraphOptions.strict()))
                .isInstanceOf(EvaluationException.class)
                .hasMessage(message);
    }
}
