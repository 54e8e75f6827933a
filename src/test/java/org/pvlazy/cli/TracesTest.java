package org.pvlazy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.pvlazy.cli.Traces.Replayed;
import org.pvlazy.conformance.Divergence;
import org.pvlazy.conformance.ReplayOutcome;
import org.pvlazy.conformance.TraceReplay;
import org.pvlazy.trace.Trace;
import org.pvlazy.trace.TraceReader;

/** What {@code verify} makes of a counterexample that is replayed twice. */
class TracesTest {
    private static final Divergence DIFFERS =
            new Divergence("trace", 7, "N1_Mmput", "I", "pc", "one", "other", "DeinitNow.tla:1", "PvDeinitNow.java:1");

    @Test
    void only_the_posted_implementation_follows() throws IOException {
        Replayed replayed = replayed(null, DIFFERS);
        assertThat(replayed.asExpected()).isTrue();
        assertThat(replayed.line())
                .startsWith("v2-retry-table: the implementation takes all 34 steps")
                .endsWith("; repaired, it leaves the trace after step 7");
    }

    @Test
    void a_repair_that_changes_nothing_is_noticed() throws IOException {
        Replayed replayed = replayed(null, null);
        assertThat(replayed.asExpected()).isFalse();
        assertThat(replayed.line()).endsWith("; THE REPAIRED IMPLEMENTATION TAKES THEM TOO");
    }

    @Test
    void so_is_a_posted_implementation_that_differs() throws IOException {
        assertThat(replayed(DIFFERS, DIFFERS).asExpected()).isFalse();
    }

    private static Replayed replayed(@Nullable Divergence posted, @Nullable Divergence repaired) throws IOException {
        Trace trace = TraceReader.read(Path.of("traces/counterexamples/v2-retry-table.itf.json"));
        return new Replayed(trace, outcome(posted), outcome(repaired));
    }

    private static TraceReplay.Outcome outcome(@Nullable Divergence divergence) {
        List<Divergence> divergences = divergence == null ? List.of() : List.of(divergence);
        return new TraceReplay.Outcome(
                new ReplayOutcome("trace", "v2", 35, 34, 34, 1, 34, 34, 35, 35, 0, 0, divergences, List.of()), null);
    }
}
