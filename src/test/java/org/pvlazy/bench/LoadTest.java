package org.pvlazy.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What fails finds the leaks of v2, and none in the repaired design. */
class LoadTest {
    private static final Duration TIME = Duration.ofSeconds(1);

    @Test
    void failures_find_what_v2_leaks() throws InterruptedException {
        AtomicLong told = new AtomicLong();
        LoadResult result = new Load(4, TIME, 4, "v2", 1).run(soFar -> told.set(soFar.processes()));
        assertThat(result.clean()).isFalse();
        assertThat(result.leaks()).containsKeys("mm_users is N", "mm_count is N");
        assertThat(result.hangs()).isZero();
        assertThat(told).hasValue(result.processes());
    }

    @Test
    void the_repaired_design_leaks_on_purpose_only() throws InterruptedException {
        LoadResult result = new Load(4, TIME, 4, "repaired", 1).run(soFar -> {});
        assertThat(result.clean()).as(result.toString()).isTrue();
        assertThat(result.reboots()).isPositive();
        assertThat(result.leakedOnPurpose()).isPositive();
    }

    @Test
    void without_failures_v2_leaks_nothing() throws InterruptedException {
        LoadResult result = new Load(4, TIME, 0, "v2", 1).run(soFar -> {});
        assertThat(result.clean()).as(result.toString()).isTrue();
        assertThat(result.reboots()).isPositive();
        assertThat(result.leakedOnPurpose()).isZero();
    }

    @Test
    void there_is_no_load_of_nothing() {
        assertThatThrownBy(() -> new Load(0, TIME, 1, "v2", 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no load of 0 VMs of v2 with 1 % of failures");
    }
}
