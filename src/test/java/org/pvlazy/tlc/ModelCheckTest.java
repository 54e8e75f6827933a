package org.pvlazy.tlc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.pvlazy.tlc.TlcResult.Ending;
import org.pvlazy.tlc.Verdict.Pass;

/** What TLC counted against what the manifest pins. */
class ModelCheckTest {
    private static final Model PINNED = new Model(
            "m", "reboot", "v2", "Grid", "Grid.cfg", "", "exhaustive", "pass", null, 0, 100, 300, 12, "large", false);

    @Test
    void what_is_pinned_is_what_must_be_counted() {
        assertThat(problem(1, new Progress(12, 300, 100, 0))).isNull();
        assertThat(problem(1, new Progress(12, 300, 99, 0))).isEqualTo("expected 100 as distinct states, TLC says 99");
        assertThat(problem(1, new Progress(12, 301, 100, 0)))
                .isEqualTo("expected 300 as states generated, TLC says 301");
        assertThat(problem(1, new Progress(13, 300, 100, 0))).isEqualTo("expected 12 as depth, TLC says 13");
    }

    @Test
    void several_workers_may_find_longer_ways_and_no_shorter_ones() {
        assertThat(problem(2, new Progress(13, 300, 100, 0))).isNull();
        assertThat(problem(2, new Progress(11, 300, 100, 0))).isEqualTo("expected 12 as depth, TLC says 11");
        assertThat(problem(2, new Progress(12, 300, 99, 0))).isEqualTo("expected 100 as distinct states, TLC says 99");
    }

    private static @Nullable String problem(int workers, Progress counts) {
        String mode = "Running breadth-first search Model-Checking with fp 0 and seed 1 with " + workers + " worker"
                + (workers == 1 ? "" : "s") + " on 2 cores with 512MB heap";
        TlcResult result = new TlcResult(
                new Ending(0, Duration.ofSeconds(1), false),
                counts,
                List.of(new ToolMessage(2187, 0, mode)),
                "",
                null,
                Specs.of("Grid", "Grid"),
                List.of());
        return ModelCheck.outcome(PINNED, result, new Pass()).problem();
    }
}
