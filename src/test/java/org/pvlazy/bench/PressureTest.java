package org.pvlazy.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.pvlazy.bench.Pressure.Limit;

/** Who needs memory that is being cleaned waits for it, or is killed. */
class PressureTest {
    private static final UvcCosts COSTS = new UvcCosts(0, 200, 400);

    @Test
    void with_the_notifier_nobody_is_killed() throws InterruptedException {
        PressureResult result = new Pressure(1, Limit.HOST, true, "v2").run(COSTS);
        assertThat(result.killed()).isFalse();
        assertThat(result.allocated()).isEqualTo(Teardown.PAGES_PER_GIBIBYTE);
        assertThat(result.waits().rounds()).isPositive();
        assertThat(result.waits().longest())
                .isGreaterThanOrEqualTo(20_000_000)
                .isLessThanOrEqualTo(result.waits().nanos());
        assertThat(result.freed().reported()).isPositive();
        assertThat(result.freed().really()).isPositive().isLessThanOrEqualTo(Teardown.PAGES_PER_GIBIBYTE);
    }

    @Test
    void without_it_the_first_who_finds_nothing_is_killed() throws InterruptedException {
        assertIsKilledAtOnce(new Pressure(1, Limit.HOST, false, "v2").run(COSTS));
    }

    @Test
    void at_the_limit_of_a_group_it_does_not_help() throws InterruptedException {
        assertIsKilledAtOnce(new Pressure(1, Limit.GROUP, true, "repaired").run(COSTS));
    }

    private static void assertIsKilledAtOnce(PressureResult result) {
        assertThat(result.killed()).isTrue();
        assertThat(result.waits().rounds()).isEqualTo(1);
        assertThat(result.allocated()).isLessThan(Teardown.PAGES_PER_GIBIBYTE);
        assertThat(result.freed().reported()).isZero();
    }
}
