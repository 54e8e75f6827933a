package org.pvlazy.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.pvlazy.bench.Pressure;
import org.pvlazy.bench.Pressure.Limit;
import org.pvlazy.bench.PressureResult;
import org.pvlazy.bench.PressureResult.Freed;
import org.pvlazy.bench.PressureResult.Waits;
import org.pvlazy.bench.UvcCosts;

class PressureBenchTest {
    private static final PressureBench BENCH = new PressureBench(
            UvcCosts.DEFAULT,
            List.of(
                    new PressureResult(
                            new Pressure(1, Limit.HOST, true, "v2"),
                            262_144,
                            new Waits(24, 503_500_000, 27_300_000),
                            new Freed(262_140, 261_626),
                            false),
                    new PressureResult(
                            new Pressure(1, Limit.GROUP, true, "v2"),
                            515,
                            new Waits(1, 20_000, 20_000),
                            new Freed(0, 3),
                            true)));

    @Test
    void a_row_says_how_long_a_guest_waited_and_whether_somebody_was_killed() {
        assertThat(BENCH.render().lines().skip(1).limit(2).map(line -> line.replaceAll(" +", " ")))
                .containsExactly(
                        "v2 host 1 yes 262,144 24 503.5 27.3 262,140 261,626 -",
                        "v2 group 1 yes 515 1 0.0 0.0 0 3 fires");
    }

    @Test
    void so_does_an_object() {
        assertThat(BENCH.toJson().get(1).toString())
                .isEqualTo("{\"name\":\"pressure\",\"variant\":\"v2\",\"limit\":\"group\",\"guestBytes\":1073741824,"
                        + "\"notifier\":true,\"allocatedPages\":515,\"waits\":1,\"waitNanos\":20000,"
                        + "\"longestWaitNanos\":20000,\"reportedPages\":0,\"freedPages\":3,\"killed\":true}");
    }
}
