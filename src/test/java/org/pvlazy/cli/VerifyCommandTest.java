package org.pvlazy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.pvlazy.conformance.ReplayOutcome;

class VerifyCommandTest {
    @Test
    void an_action_that_no_graph_takes_is_named() {
        assertThat(VerifyCommand.neverTaken(List.of(idle("C2_SetSync", "K5_Leak"), idle("K5_Leak", "Enable"))))
                .containsExactly("K5_Leak");
    }

    @Test
    void an_action_that_one_graph_takes_is_not() {
        assertThat(VerifyCommand.neverTaken(List.of(idle("C2_SetSync"), idle("K5_Leak"))))
                .isEmpty();
    }

    private static ReplayOutcome idle(String... actions) {
        return new ReplayOutcome("m", "v2", 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, List.of(), List.of(actions));
    }
}
