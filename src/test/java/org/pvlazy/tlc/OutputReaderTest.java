package org.pvlazy.tlc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.pvlazy.trace.TraceEnd;

class OutputReaderTest {
    @Test
    void a_finished_run_tells_its_counts() throws IOException {
        TlcResult result = Specs.captured("Counters", 0);
        assertThat(result.progress()).isEqualTo(new Progress(7, 287, 71, 0));
        assertThat(result.version()).isEqualTo("TLC2 Version 2.18 of 20 March 2023");
        assertThat(result.complete()).isTrue();
        assertThat(result.errors()).isEmpty();
        assertThat(result.warnings()).isEmpty();
        assertThat(result.counterexample()).isNull();
        assertThat(result.seconds()).isEqualTo(1.5);
    }

    @Test
    void a_behaviour_has_its_states_and_the_bare_names_of_its_actions() throws IOException {
        Counterexample found = counterexample(Specs.captured("CountersBelow", 12));
        assertThat(found.steps()).extracting(Counterexample.Step::action).containsExactly("Initial predicate", "Jump");
        assertThat(found.states().get(1).value("count")).hasToString("<<2, 0>>");
        assertThat(found.states().get(0).value("last")).hasToString("None");
        assertThat(found.end()).isEqualTo(new TraceEnd.Open());
    }

    @Test
    void a_lasso_has_the_state_it_returns_to() throws IOException {
        Counterexample found = counterexample(Specs.captured("Lasso", 13));
        assertThat(found.steps()).hasSize(4);
        assertThat(found.end()).isEqualTo(new TraceEnd.Lasso(1));
    }

    @Test
    void stuttering_is_an_end_of_its_own() throws IOException {
        Counterexample found = counterexample(Specs.captured("LassoStutter", 13));
        assertThat(found.steps()).hasSize(2);
        assertThat(found.end()).isEqualTo(new TraceEnd.Stuttering());
    }

    @Test
    void a_violation_in_an_initial_state_is_a_behaviour_of_one_state() throws IOException {
        Counterexample found = counterexample(Specs.captured("InitBad", 12));
        assertThat(found.states()).singleElement().hasToString("/\\ x = 0");
    }

    @Test
    void a_behaviour_with_a_value_that_cannot_be_read_is_a_warning() throws IOException {
        String output = Specs.output("CountersBelow").replace("count = <<2, 0>>", "count = SUBSET {1}");
        TlcResult result = Specs.replay(output, "CountersBelow", 12);
        assertThat(result.counterexample()).isNull();
        assertThat(result.warnings())
                .containsExactly(
                        "counterexample not readable: state 2, line 4, column 19: expected the end but found {");
    }

    @Test
    void newer_tlc_prints_parameters_and_separators_too() throws IOException {
        String output = Specs.output("CountersBelow")
                .replace("2: <Jump line", "2: <Jump(a,1) line")
                .replace("4 states generated, 3 distinct", "1,004 states generated, 1,003 distinct");
        TlcResult result = Specs.replay(output, "CountersBelow", 12);
        assertThat(result.progress()).isEqualTo(new Progress(2, 1004, 1003, 1));
        assertThat(counterexample(result).steps().get(1).action()).isEqualTo("Jump");
    }

    private static Counterexample counterexample(TlcResult result) {
        return Objects.requireNonNull(result.counterexample());
    }
}
