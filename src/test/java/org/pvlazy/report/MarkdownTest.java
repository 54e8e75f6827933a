package org.pvlazy.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.pvlazy.tla.ActionLabel.Param;
import org.pvlazy.tla.TlaState;
import org.pvlazy.tla.TlaValue;
import org.pvlazy.trace.Trace;
import org.pvlazy.trace.TraceEnd;
import org.pvlazy.trace.TraceOrigin;
import org.pvlazy.trace.TraceState;

class MarkdownTest {
    @Test
    void the_steps_of_a_trace_are_a_table() {
        assertThat(StepTable.of(Samples.threads())).isEqualTo("""
                        | # | thread | step | kernel function | what changes |
                        |---:|---|---|---|---|
                        | 1 | I | `C1_CreateConf` ok | `kvm_s390_pv_init_vm` | `owner[2]: 0 -> 1` |
                        | 2 | K1 | `R_Test` | `s390_uv_destroy_range` | `users: 3 -> 2`; `pc.K1: R_Test -> R_Gather` |
                        | 3 | V | `Fault3e` page 1 | | `owner[2]: 1 -> 2` |
                        | 4 | K1 | `K4_DestroyConf` error | `kvm_s390_pv_destroy_vm_thread` | `pc.K1: R_Gather -> K5_Leak` |
                        """);
    }

    @Test
    void the_end_of_a_trace_follows_its_steps() {
        assertThat(StepTable.of(Samples.ending(new TraceEnd.Stuttering(), null)))
                .endsWith("\n\nAfter step 1 nothing happens any more, for ever.\n");
        assertThat(StepTable.of(Samples.ending(new TraceEnd.Lasso(1), Samples.step("I", "Wait", ""))))
                .endsWith(
                        "| 2 | I | `Wait` | | |\n\nStep 2 leads back to the state after step 1, and so on for ever.\n");
    }

    @Test
    void pipes_quotes_and_tags_stay_in_their_cell() {
        Param odd = new Param("x", TlaValue.string("a|b<script>"));
        Trace trace = Trace.of(
                new TraceOrigin("m", "v2", "", ""),
                null,
                List.of(
                        new TraceState(new TlaState(List.of("v"), List.of(TlaValue.string("`"))), null),
                        new TraceState(
                                new TlaState(List.of("v"), List.of(TlaValue.string("|"))),
                                Samples.step("", "Put", "", odd))));
        assertThat(StepTable.of(trace)).endsWith("| 1 | ? | `Put` x=a\\|b&lt;script&gt; | | ``v: ` -> \\|`` |\n");
    }

    @Test
    void a_choice_is_said_in_words() {
        assertThat(StepWords.action(Samples.step("I", "E4_CreateKthread", "", new Param("ok", TlaValue.of(false)))))
                .isEqualTo("E4_CreateKthread fails");
        assertThat(StepWords.action(Samples.step(
                        "K1", "P_DestroyUvc", "", new Param("t", TlaValue.string("K1")), Samples.a("busy"))))
                .isEqualTo("P_DestroyUvc busy");
        assertThat(StepWords.action(Samples.step("I", "Set", "", new Param("n", TlaValue.of(3)))))
                .isEqualTo("Set n=3");
    }

    @Test
    void only_the_components_that_differ_are_named() {
        TlaValue before = TlaValue.record(
                Map.of("K1", TlaValue.tuple(TlaValue.of(0), TlaValue.of(1)), "K2", TlaValue.tuple(TlaValue.of(0))));
        TlaValue after =
                TlaValue.record(Map.of("K1", TlaValue.tuple(TlaValue.of(0), TlaValue.of(2)), "K2", TlaValue.tuple()));
        TlaState first = new TlaState(List.of("walk", "listed"), List.of(before, TlaValue.set(TlaValue.of(1))));
        TlaState second = new TlaState(List.of("walk", "listed"), List.of(after, TlaValue.set()));
        assertThat(Changes.between(first, second))
                .containsExactly("walk.K1[2]: 1 -> 2", "walk.K2: <<0>> -> <<>>", "listed: {1} -> {}");
    }

    @Test
    void the_models_are_a_table() {
        assertThat(ResultsTable.of(List.of(Samples.FULL, Samples.LIVE_FINDING))).isEqualTo("""
                        | model | variant | mode | expected verdict | distinct | generated | depth | time class | replayed |
                        |---|---|---|---|---:|---:|---:|---|---|
                        | `reboot-v2` | v2 | exhaustive | pass | 20,697 | 66,466 | 90 | smoke | every edge |
                        | `v2-fail-path-mm` | v2 | liveness | violates `MmFreed` | 20,697 | 66,466 | - | smoke | - |
                        """);
    }

    @Test
    void a_block_is_replaced_and_the_rest_stays() {
        String before = "a\n<!-- steps:begin -->\nold\n<!-- steps:end -->\nb\n";
        String after = Blocks.replace(before, "steps", "new $1\n");
        assertThat(after).isEqualTo("a\n<!-- steps:begin -->\nnew $1\n<!-- steps:end -->\nb\n");
        assertThat(Blocks.replace(after, "steps", "new $1\n")).isEqualTo(after);
        assertThat(Blocks.replace(after, "steps", "")).isEqualTo("a\n<!-- steps:begin -->\n<!-- steps:end -->\nb\n");
    }

    @Test
    void a_missing_marker_is_named() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Blocks.replace("<!-- steps:end -->", "steps", ""))
                .withMessage("no <!-- steps:begin -->");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Blocks.replace("<!-- steps:begin -->", "steps", ""))
                .withMessage("no <!-- steps:end -->");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Blocks.replace("<!-- x:end --><!-- x:begin -->", "x", ""))
                .withMessage("no <!-- x:end --> after <!-- x:begin -->");
    }
}
