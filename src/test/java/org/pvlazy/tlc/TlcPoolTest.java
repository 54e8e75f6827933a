package org.pvlazy.tlc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.pvlazy.tlc.Verdict.Failure;
import org.pvlazy.tlc.Verdict.Pass;

/** What shares a JVM is judged as in a JVM of its own, and nobody suffers from another's end. */
class TlcPoolTest {
    private static final int HEAP = 256;

    private final TlcPool pool = new TlcPool(HEAP);

    @AfterEach
    void close() throws IOException {
        pool.close();
        assertThat(children()).isEmpty();
    }

    @Test
    void models_that_share_a_jvm_are_judged_as_in_one_of_their_own() throws Exception {
        for (String config : List.of("Counters", "CountersBelow", "Counters")) {
            TlcJob job = job("Counters", config);
            TlcResult shared = run(job);
            TlcResult own = TlcRun.run(job);
            assertThat(Judge.judge(shared)).as(config).isEqualTo(Judge.judge(own));
            assertThat(shared.progress()).isEqualTo(own.progress());
            assertThat(shared.exitCode()).isEqualTo(own.exitCode());
            assertThat(shared.counterexample()).isEqualTo(own.counterexample());
        }
        assertThat(children()).hasSize(1);
    }

    @Test
    void another_module_gets_another_jvm() throws Exception {
        run(job("Counters", "Counters"));
        run(job("Trouble", "TroubleEval"));
        assertThat(children()).hasSize(2);
    }

    @Test
    void a_model_that_fails_leaves_the_next_one_alone() throws Exception {
        assertThat(Judge.judge(run(job("Counters", "NoSuchConfiguration")))).isInstanceOf(Failure.class);
        assertThat(Judge.judge(run(job("Counters", "Counters")))).isEqualTo(new Pass());
    }

    @Test
    void a_jvm_that_died_is_replaced() throws Exception {
        run(job("Counters", "Counters"));
        for (ProcessHandle child : children()) {
            child.destroyForcibly();
            child.onExit().join();
        }
        assertThat(Judge.judge(run(job("Counters", "Counters")))).isEqualTo(new Pass());
    }

    @Test
    void an_interrupted_caller_takes_the_jvm_along() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> run(job("Endless", "Endless"))).isInstanceOf(InterruptedException.class);
        assertThat(children()).isEmpty();
    }

    private TlcResult run(TlcJob job) throws IOException, InterruptedException {
        return pool.run(job, progress -> {});
    }

    private static List<ProcessHandle> children() {
        return ProcessHandle.current()
                .descendants()
                .filter(ProcessHandle::isAlive)
                .toList();
    }

    private static TlcJob job(String module, String config) {
        return new TlcJob(Specs.of(module, config), TlcOptions.defaults().withHeap(HEAP));
    }
}
