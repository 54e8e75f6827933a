package org.pvlazy.mutation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class TimeLimitTest {
    private static final Mutant MUTANT =
            new Mutant("Oom.K1: drop guard x", Mutant.Side.SPECIFICATION, "drop guard", "Oom");

    @Test
    void whoever_takes_too_long_is_interrupted_and_the_mutant_not_judged() throws Exception {
        CountDownLatch interrupted = new CountDownLatch(1);
        Kill kill = limited(Duration.ofMillis(1), () -> {
                    try {
                        new CountDownLatch(1).await();
                        return Kill.by(MUTANT, List.of("nobody"));
                    } catch (InterruptedException e) {
                        interrupted.countDown();
                        throw e;
                    }
                })
                .run();
        assertThat(kill).isEqualTo(Kill.notJudged(MUTANT, "no verdict after 0 s"));
        interrupted.await();
    }

    @Test
    void a_trial_that_fails_is_no_kill() throws Exception {
        Kill kill = limited(Duration.ofMinutes(1), () -> {
                    throw new IllegalStateException("a bug");
                })
                .run();
        assertThat(kill.status()).isEqualTo(Kill.Status.NOT_JUDGED);
        assertThat(kill.why()).isEqualTo("trying it failed: IllegalStateException: a bug");
    }

    @Test
    void what_goes_wrong_with_files_ends_the_run() {
        assertThatThrownBy(() -> limited(Duration.ofMinutes(1), () -> {
                            throw new IOException("disk full");
                        })
                        .run())
                .isInstanceOf(IOException.class)
                .hasMessage("disk full");
    }

    @Test
    void who_is_in_time_has_his_verdict() throws Exception {
        Kill kill = Kill.by(MUTANT, List.of("m: count"));
        assertThat(limited(Duration.ofMinutes(1), () -> kill).run()).isSameAs(kill);
    }

    private static TimeLimit limited(Duration limit, Mutation.Trial trial) {
        return new TimeLimit(MUTANT, trial, limit);
    }
}
