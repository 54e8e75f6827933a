package org.pvlazy.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.pvlazy.conformance.RecordingOutcome;

class RecordingBenchTest {
    private final RecordingBench bench =
            new RecordingBench(new RecordingOutcome("v2", 500, 100_000, 499, 1, null, 9), 3);

    @Test
    void the_seconds_are_those_of_a_thousand_recordings_and_what_is_missed_is_named() {
        assertThat(bench.render().lines().map(line -> line.replaceAll(" +", " ").strip()))
                .containsExactly(
                        "recordings measured wanted",
                        "judged 500",
                        "events 100,000",
                        "rejected 1 0 missed",
                        "seconds for 1,000 of 200 events 21.0 <= 20.0 missed");
    }

    @Test
    void the_object_has_these_fields_in_this_order() {
        assertThat(bench.toJson())
                .hasToString("{\"name\":\"recordings\",\"runs\":500,\"events\":100000,\"rejected\":1,"
                        + "\"secondsForThousand\":21.000}");
    }
}
