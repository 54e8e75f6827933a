package org.pvlazy.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ConformanceBenchTest {
    private final ConformanceBench bench = new ConformanceBench(
            Samples.replay(66466, List.of()), new ConformanceBench.Times(2, 2.5, 0.375), 664_660, 300L << 20);

    @Test
    void what_is_missed_is_named() {
        assertThat(bench.render().lines().map(line -> line.replaceAll(" +", " ")))
                .containsExactly(
                        "reboot-v2 measured wanted",
                        "TLC 2.0 s",
                        "graph 2.5 s",
                        "tour 0.4 s",
                        "replay 0.1 s",
                        "graph / TLC 1.25 <= 1.00 missed",
                        "(TLC + graph + tour + replay) / TLC 2.50 <= 3.00 met",
                        "steps / edge 1.40 <= 2.00 met",
                        "bytes / edge 10.00 <= 64.00 met",
                        "peak heap, MB 300.00 <= 4,096.00 met",
                        "steps / second 744,416 >= 250,000 met",
                        "edges replayed 66,466 66,466 met");
    }

    @Test
    void an_edge_that_was_not_replayed_is_a_miss() {
        ConformanceBench partial =
                new ConformanceBench(Samples.replay(66465, List.of()), new ConformanceBench.Times(2, 2.5, 0.375), 0, 0);
        assertThat(partial.render().lines())
                .last()
                .asString()
                .contains("66,465")
                .endsWith("missed");
    }

    @Test
    void the_object_has_these_fields_in_this_order() {
        assertThat(bench.toJson())
                .hasToString("{\"name\":\"conformance\",\"model\":\"reboot-v2\",\"states\":20697,\"edges\":66466,"
                        + "\"edgesReplayed\":66466,\"steps\":93052,\"tlcSeconds\":2.000,\"graphSeconds\":2.500,"
                        + "\"tourSeconds\":0.375,\"replaySeconds\":0.125,\"graphToTlc\":1.250,\"allToTlc\":2.500,"
                        + "\"stepsPerSecond\":744416,\"stepsPerEdge\":1.400,\"bytesPerEdge\":10.000,"
                        + "\"peakHeapBytes\":314572800}");
    }
}
