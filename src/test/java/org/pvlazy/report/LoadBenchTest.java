package org.pvlazy.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.pvlazy.bench.Load;
import org.pvlazy.bench.LoadResult;

class LoadBenchTest {
    private static final Map<String, Long> NONE = Map.of();

    private static LoadResult of(String variant, int percent, Map<String, Long> bugs, Map<String, Long> leaks) {
        return new LoadResult(new Load(10, Duration.ofSeconds(60), percent, variant, 1), 12, 228, 0, 3, bugs, leaks);
    }

    @Test
    void what_the_detectors_report_is_counted() {
        LoadBench bench = new LoadBench(List.of(
                of("v2", 1, Map.of("SECURE_PAGE_FREED", 2L), Map.of("mm_users is N", 7L)),
                of("repaired", 1, NONE, NONE)));
        assertThat(bench.render()).isEqualTo("""
                        v2: 10 VMs, 1% failures, 60 s: 12 processes, 228 reboots, 3 leaked on purpose, 0 hang
                                 2 processes  report  SECURE_PAGE_FREED
                                 7 processes  leak    mm_users is N
                        repaired: 10 VMs, 1% failures, 60 s: 12 processes, 228 reboots, 3 leaked on purpose, 0 hang
                          the detectors have nothing to say
                        """);
        assertThat(bench.toJson().get(0).getAsJsonObject().get("leaks").toString())
                .isEqualTo("{\"mm_users is N\":7}");
        assertThat(bench.expected()).isTrue();
    }

    @Test
    void the_repaired_design_must_be_clean_and_v2_must_not() {
        assertThat(new LoadBench(List.of(of("repaired", 1, NONE, Map.of("mm_users is N", 1L)))).expected())
                .isFalse();
        assertThat(new LoadBench(List.of(of("v2", 1, NONE, NONE))).expected()).isFalse();
        assertThat(new LoadBench(List.of(of("v2", 0, NONE, NONE))).expected()).isTrue();
    }
}
