package org.pvlazy.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.pvlazy.conformance.ReplayOutcome;
import org.pvlazy.tlc.ModelOutcome;

class RunReportTest {
    private static final ModelOutcome GOOD = Samples.good(Samples.FULL);
    private static final ModelOutcome WRONG = Samples.wrong(Samples.FULL);
    private static final ModelOutcome FAILED = Samples.failed(Samples.WITNESS);
    private static final ReplayOutcome CONFORMING = Samples.replay(66466, List.of());

    @Test
    void a_run_is_expected_if_every_verdict_and_every_replay_is() {
        assertThat(verdict(List.of(GOOD), List.of(CONFORMING))).isEqualTo(RunVerdict.EXPECTED);
    }

    @Test
    void a_wrong_model_makes_a_run_unexpected() {
        assertThat(verdict(List.of(GOOD, WRONG), List.of())).isEqualTo(RunVerdict.UNEXPECTED);
    }

    @Test
    void a_divergence_makes_a_run_unexpected() {
        ReplayOutcome diverging = Samples.replay(66466, List.of(Samples.divergence()));
        assertThat(verdict(List.of(), List.of(CONFORMING, diverging))).isEqualTo(RunVerdict.UNEXPECTED);
    }

    @Test
    void an_edge_that_was_not_replayed_makes_a_run_unexpected() {
        assertThat(verdict(List.of(), List.of(Samples.replay(66465, List.of()))))
                .isEqualTo(RunVerdict.UNEXPECTED);
    }

    @Test
    void a_model_without_verdict_makes_a_run_inconclusive() {
        assertThat(verdict(List.of(GOOD, FAILED), List.of(CONFORMING))).isEqualTo(RunVerdict.INCONCLUSIVE);
    }

    @Test
    void a_wrong_verdict_weighs_more_than_a_missing_one() {
        assertThat(verdict(List.of(FAILED, WRONG), List.of())).isEqualTo(RunVerdict.UNEXPECTED);
        assertThat(verdict(List.of(FAILED), List.of(Samples.replay(0, List.of()))))
                .isEqualTo(RunVerdict.UNEXPECTED);
    }

    private static RunVerdict verdict(List<ModelOutcome> models, List<ReplayOutcome> replays) {
        return new RunReport("verify", models, replays).verdict();
    }
}
