package org.pvlazy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.pvlazy.conformance.ReplayOutcome;

class VerifyCommandTest {
    @Test
    void an_action_that_no_graph_takes_is_named() {
        assertThat(VerifyCommand.neverTaken(
                        List.of(idle("a1", "C2_SetSync", "K5_Leak"), idle("a2", "K5_Leak", "Enable")),
                        VerifyCommandTest::specification))
                .containsExactly("K5_Leak");
    }

    @Test
    void an_action_that_one_graph_takes_is_not() {
        assertThat(VerifyCommand.neverTaken(
                        List.of(idle("a1", "C2_SetSync"), idle("a2", "K5_Leak")), VerifyCommandTest::specification))
                .isEmpty();
    }

    @Test
    void an_action_that_another_specification_takes_is_named() {
        List<ReplayOutcome> replays =
                List.of(idle("a1", "Enable"), idle("b1", "Disable"), idle("b2", "Disable", "Exit"));
        assertThat(VerifyCommand.neverTaken(replays, VerifyCommandTest::specification))
                .containsExactly("Disable", "Enable");
    }

    /** Models a1 and a2 are of specification a. */
    private static String specification(String model) {
        return model.substring(0, 1);
    }

    private static ReplayOutcome idle(String model, String... actions) {
        return new ReplayOutcome(model, "v2", 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, List.of(), List.of(actions));
    }
}
