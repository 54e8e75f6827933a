package org.pvlazy.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pvlazy.bench.Teardown;
import org.pvlazy.bench.Teardown.End;
import org.pvlazy.bench.TeardownResult;
import org.pvlazy.bench.TeardownResult.Charge;
import org.pvlazy.bench.TeardownResult.Held;
import org.pvlazy.bench.TeardownResult.Nanos;
import org.pvlazy.bench.TeardownResult.Uvcs;
import org.pvlazy.bench.UvcCosts;

class TeardownBenchTest {
    private final TeardownBench bench =
            new TeardownBench(UvcCosts.DEFAULT, List.of(result(false, 6_000_000_000L), result(true, 1_500_000_000L)));

    private static TeardownResult result(boolean lazy, long critical) {
        return new TeardownResult(
                new Teardown(8, End.REBOOT, lazy, "v2"),
                new Uvcs(lazy ? 524_288 : 2_097_152, lazy ? 2_097_152 : 0),
                new Nanos(critical, 7_000_000_000L),
                new Held(32, 0, 2_097_152),
                List.of(new Charge(0, 2_097_152), new Charge(7_000_000_000L, 2_097_152)));
    }

    @Test
    void a_lazy_end_stands_beside_the_eager_one_and_its_limit() {
        assertThat(bench.render().lines().toList().get(1))
                .matches("v2 +reboot +8 +6\\.000 +1\\.500 +4\\.0 +4\\.0 +524,288 +7\\.000 +32 +-");
        assertThat(bench.render())
                .contains("A UVC takes 100 ns if it does nothing, 1,000 to destroy and 2,000 to export");
    }

    @Test
    void a_machine_gets_both_and_the_ratio_with_the_lazy_one() {
        JsonArray json = bench.toJson();
        JsonObject eager = json.get(0).getAsJsonObject();
        JsonObject lazy = json.get(1).getAsJsonObject();
        assertThat(eager.get("mode").getAsString()).isEqualTo("eager");
        assertThat(eager.has("ratioToEager")).isFalse();
        assertThat(lazy.get("guestBytes").getAsLong()).isEqualTo(8L << 30);
        assertThat(lazy.get("backgroundNanos").getAsLong()).isEqualTo(5_500_000_000L);
        assertThat(lazy.get("ratioToEager").getAsDouble()).isEqualTo(4);
        assertThat(lazy.get("limit").getAsDouble()).isEqualTo(4);
        assertThat(lazy.getAsJsonArray("charge")).hasSize(2);
    }

    @Test
    void the_drawing_has_a_line_for_each() {
        assertThat(bench.plot()).startsWith("<svg ").endsWith("</svg>\n").contains("class=\"eager\"", "class=\"lazy\"");
    }
}
