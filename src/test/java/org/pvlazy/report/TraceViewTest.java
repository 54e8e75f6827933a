package org.pvlazy.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pvlazy.tla.TlaState;
import org.pvlazy.tla.TlaValue;
import org.pvlazy.trace.Trace;
import org.pvlazy.trace.TraceEnd;
import org.pvlazy.trace.TraceOrigin;
import org.pvlazy.trace.TraceState;

class TraceViewTest {
    private static final String LONG_FUNCTION = "kvm_s390_pv_destroy_vm_thread";

    @Test
    void each_thread_has_a_column_and_each_step_says_what_it_changes() {
        assertThat(TraceView.show(Samples.threads(), ShowOptions.plain())).isEqualTo("""
                        v2-sample, variant v2
                        violates  NoLeak (safety)
                        tool      TLC2 Version 2.18
                        length    4 steps

                             I                      V                      K1
                          1  C1_CreateConf ok       |                      |
                             kvm_s390_pv_init_vm    |                      |
                               owner[2]: 0 -> 1
                          2  |                      |                      R_Test
                             |                      |                      s390_uv_destroy_range
                               users: 3 -> 2; pc.K1: R_Test -> R_Gather
                          3  |                      Fault3e page 1         |
                               owner[2]: 1 -> 2
                          4  |                      |                      K4_DestroyConf error
                             |                      |                      kvm_s390_pv_destroy_vm_thread
                               pc.K1: R_Gather -> K5_Leak

                        violated: NoLeak
                        state after step 4:
                          users = 2
                          owner = <<0, 2>>
                          pc    = [I |-> "idle", K1 |-> "K5_Leak"]
                        """);
    }

    @Test
    void a_stuttering_trace_says_that_nothing_happens_any_more() {
        assertThat(TraceView.show(Samples.ending(new TraceEnd.Stuttering(), null), ShowOptions.plain()))
                .isEqualTo("""
                        v2-sample, variant v2
                        violates  MmFreed (liveness)
                        tool      TLC2 Version 2.18
                        length    1 step, stuttering

                             I
                          1  Enable
                             kvm_s390_handle_pv
                               users: 1 -> 2

                        After step 1 nothing happens any more, for ever.
                        violated: MmFreed
                        state after step 1:
                          users = 2
                          owner = <<0, 0>>
                          pc    = [I |-> "idle", K1 |-> "R_Test"]
                        """);
    }

    @Test
    void a_lasso_shows_the_step_that_closes_it() {
        Trace lasso = Samples.ending(new TraceEnd.Lasso(0), Samples.step("I", "Disable", ""));
        assertThat(TraceView.show(lasso, ShowOptions.plain()))
                .contains("length    1 step, a lasso back to the first state\n")
                .contains("  2  Disable\n       users: 2 -> 1\n")
                .contains("\nStep 2 leads back to the first state, and so on for ever.\n");
        assertThat(TraceView.show(Samples.ending(new TraceEnd.Lasso(1), null), ShowOptions.plain()))
                .contains("\nAfter step 1 it goes back to the state after step 1, and so on for ever.\n");
    }

    @Test
    void one_step_is_its_whole_state() {
        assertThat(TraceView.show(Samples.threads(), new ShowOptions(80, false, 4)))
                .isEqualTo("""
                        state after step 4, K4_DestroyConf error by K1, kvm_s390_pv_destroy_vm_thread:
                          users = 2
                          owner = <<0, 2>>
                          pc    = [I |-> "idle", K1 |-> "K5_Leak"]
                        """);
        assertThat(TraceView.show(Samples.threads(), new ShowOptions(80, false, 0)))
                .startsWith("first state:\n  users = 3\n");
    }

    @Test
    void a_long_record_has_a_line_for_each_field() {
        assertThat(TraceView.show(Samples.threads(), new ShowOptions(40, false, 0)))
                .isEqualTo("""
                        first state:
                          users = 3
                          owner = <<0, 0>>
                          pc.I  = idle
                          pc.K1 = R_Test
                        """);
    }

    @Test
    void a_step_that_the_trace_does_not_have_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TraceView.show(Samples.threads(), new ShowOptions(80, false, 5)))
                .withMessage("no step 5: the trace has steps 0 to 4");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ShowOptions(39, false, null))
                .withMessage("a width of 39 is less than 40");
    }

    @Test
    void five_threads_keep_their_columns_on_80() {
        String shown = TraceView.show(fiveThreads(), ShowOptions.plain());
        assertThat(shown)
                .contains("     I          V          H          K1         K2\n")
                .contains("  1  N3_ClearGuestHandle   |          |          |\n")
                .contains(" 10  |          |          |          |          N3_ClearGuestHandle\n")
                .contains("     |          |          |          |          " + LONG_FUNCTION + "\n");
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 57, 80, 200})
    void no_line_is_longer_than_the_terminal_is_wide(int width) {
        ShowOptions options = new ShowOptions(width, false, null);
        assertThat(TraceView.show(fiveThreads(), options).lines())
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(width))
                .anySatisfy(line -> assertThat(line).contains("ClearGuestHandle"));
        assertThat(TraceView.show(Samples.threads(), options).lines())
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(width));
    }

    @Test
    void a_text_that_just_fits_uses_the_last_column() {
        assertThat(TraceView.show(fiveThreads(), ShowOptions.plain()).lines().mapToInt(String::length))
                .contains(80);
    }

    @Test
    void colour_changes_no_text() {
        String coloured = TraceView.show(Samples.threads(), new ShowOptions(80, true, null));
        assertThat(coloured).contains("\u001B[1;31mviolated: NoLeak\u001B[0m");
        assertThat(coloured.replaceAll("\u001B\\[[0-9;]*m", ""))
                .isEqualTo(TraceView.show(Samples.threads(), ShowOptions.plain()));
    }

    /** Ten steps, two by each thread, and a value of 75 characters, which with its name takes more than a line. */
    private static Trace fiveThreads() {
        List<String> threads = List.of("I", "V", "H", "K1", "K2");
        List<TraceState> states = new ArrayList<>();
        for (int i = 0; i <= 10; i++) {
            TlaState state = new TlaState(
                    List.of("v", "text"),
                    List.of(
                            TlaValue.of(i),
                            TlaValue.string(Integer.toString(i % 10).repeat(74))));
            states.add(new TraceState(
                    state,
                    i == 0 ? null : Samples.step(threads.get((i - 1) / 2), "N3_ClearGuestHandle", LONG_FUNCTION)));
        }
        return Trace.of(new TraceOrigin("m", "v2", "", "tool"), null, states);
    }
}
