package org.pvlazy.tlc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.pvlazy.tla.ActionLabel;
import org.pvlazy.tlc.Verdict.Failure;
import org.pvlazy.tlc.Verdict.Pass;
import org.pvlazy.tlc.Verdict.Violation;
import org.pvlazy.trace.TraceEnd;

/** Runs TLC for real, a second or so each time. What can be tested on captured output is tested there. */
class TlcRunTest {
    private static final int SMALL_HEAP = 128;

    @AfterEach
    void neither_children_nor_files_stay_behind() throws IOException {
        assertThat(ProcessHandle.current().descendants().filter(ProcessHandle::isAlive))
                .isEmpty();
        try (var files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            assertThat(files.filter(file -> file.getFileName().toString().startsWith("pvlazy-tlc")))
                    .isEmpty();
        }
    }

    @Test
    void a_run_and_the_graph_agree() throws IOException, InterruptedException {
        List<Progress> progress = new ArrayList<>();
        TlcResult result = TlcRun.run(job("Counters", "Counters"), progress::add);
        assertThat(Judge.judge(result)).isEqualTo(new Pass());
        StateGraph graph = GraphBuilder.build(result.model(), GraphOptions.strict());
        assertThat(result.progress()).isEqualTo(new Progress(graph.depth(), graph.generated(), graph.states(), 0));
        assertThat(progress).last().isEqualTo(result.progress());
        assertThat(result.seconds()).isPositive();
    }

    @Test
    void a_counterexample_gets_exact_labels() throws IOException, InterruptedException {
        TlcResult result = TlcRun.run(job("Counters", "CountersBelow"));
        assertThat(Judge.judge(result)).isEqualTo(new Violation(ViolationKind.INVARIANT, "Below"));
        try (Evaluator evaluator = IsolatedTlc.open(result.model())) {
            TraceLabeller.Labelled labelled = new TraceLabeller(evaluator).label(counterexample(result));
            assertThat(labelled.labels()).hasToString("[Jump(p = \"a\", d = 2)]");
            assertThat(labelled.states().get(1).variables()).isEqualTo(List.of("pc", "count", "seen", "last"));
            assertThat(labelled.closing()).isNull();
            assertThat(evaluator.invariantsViolated(labelled.states().get(1))).containsExactly("Below");
        }
    }

    @Test
    void a_lasso_gets_the_label_of_its_closing_step_too() throws IOException, InterruptedException {
        TlcResult result = TlcRun.run(job("Lasso", "Lasso"));
        assertThat(Judge.judge(result)).isEqualTo(new Violation(ViolationKind.TEMPORAL, "Ends"));
        try (Evaluator evaluator = IsolatedTlc.open(result.model())) {
            TraceLabeller.Labelled labelled = new TraceLabeller(evaluator).label(counterexample(result));
            assertThat(labelled.labels()).hasToString("[Up, Up, Up]");
            assertThat(labelled.end()).isEqualTo(new TraceEnd.Lasso(1));
            assertThat(labelled.closing()).isEqualTo(ActionLabel.of("Wrap"));
        }
    }

    @Test
    void an_evaluation_error_is_named_with_its_place() throws IOException, InterruptedException {
        assertThat(Judge.judge(TlcRun.run(job("Trouble", "TroubleEval"))))
                .isEqualTo(new Failure(
                        FailureKind.EVALUATION,
                        "Trouble.tla:8:26: A non-function (an integer) was applied as a function."));
    }

    @Test
    void a_run_out_of_time_is_stopped() throws IOException, InterruptedException {
        TlcOptions options = TlcOptions.defaults().withHeap(SMALL_HEAP).withTimeout(Duration.ofMillis(700));
        TlcResult result = TlcRun.run(new TlcJob(Specs.of("Endless", "Endless"), options));
        assertThat(Judge.judge(result))
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.kind()).isEqualTo(FailureKind.TIMEOUT));
    }

    @Test
    void a_listener_that_throws_ends_the_run() {
        assertThatThrownBy(() -> TlcRun.run(job("Lasso", "Lasso"), progress -> {
                    throw new IllegalArgumentException("no more");
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasRootCauseMessage("no more");
    }

    @Test
    void an_interrupted_caller_takes_the_child_along() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> TlcRun.run(job("Endless", "Endless"))).isInstanceOf(InterruptedException.class);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void tools_that_do_not_exist_are_refused_before_the_run() {
        Path gone = Path.of("gone.jar");
        TlcOptions options = TlcOptions.defaults().withTools(gone);
        assertThatThrownBy(() -> TlcRun.run(new TlcJob(Specs.of("Lasso", "Lasso"), options)))
                .isInstanceOf(IOException.class)
                .hasMessage("no such file: gone.jar");
    }

    private static TlcJob job(String module, String config) {
        return new TlcJob(Specs.of(module, config), TlcOptions.defaults().withHeap(SMALL_HEAP));
    }

    private static Counterexample counterexample(TlcResult result) {
        return Objects.requireNonNull(result.counterexample());
    }
}
