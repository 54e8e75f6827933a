package org.pvlazy.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pvlazy.tla.ActionLabel;

class TraceRoundTripTest {
    @TempDir
    private Path folder;

    @Test
    void every_kind_of_value_survives_the_file() throws IOException {
        assertSurvives(Traces.withValues());
    }

    @Test
    void lassos_and_stuttering_survive_the_file() throws IOException {
        assertSurvives(Traces.ending(new TraceEnd.Lasso(1), TraceStep.of(ActionLabel.of("Wrap"))));
        assertSurvives(Traces.ending(new TraceEnd.Lasso(0), null));
        assertSurvives(Traces.ending(new TraceEnd.Stuttering(), null));
    }

    @Test
    void a_behaviour_that_violates_nothing_survives_the_file() throws IOException {
        Trace trace = Traces.withValues();
        assertSurvives(Trace.of(trace.origin(), null, trace.states()));
    }

    @Test
    void the_file_is_itf_with_a_line_for_each_variable() {
        assertThat(TraceWriter.toJson(Traces.ending(new TraceEnd.Stuttering(), null)))
                .isEqualTo("""
                        {
                          "#meta": {
                            "format": "ITF",
                            "format-description": "https://apalache-mc.org/docs/adr/015adr-trace.html",
                            "description": "Counterexample to Ends of MC_small, 1 step",
                            "model": "MC_small",
                            "variant": "v2",
                            "property": "Ends",
                            "kind": "liveness",
                            "specHash": "abc123",
                            "tool": "TLC2 Version 2.18",
                            "end": "stuttering"
                          },
                          "vars": ["users","seen"],
                          "states": [
                            {
                              "#meta": {"index": 0},
                              "users": 0,
                              "seen": {"#set": []}
                            },
                            {
                              "#meta": {"index": 1, "action": "Up", "params": {}},
                              "users": 1,
                              "seen": {"#set": []}
                            }
                          ],
                          "loop": 1
                        }
                        """);
    }

    @Test
    void writing_leaves_nothing_else_in_the_folder() throws IOException {
        Path file = folder.resolve("deep/t.itf.json");
        TraceWriter.write(Traces.withValues(), file);
        TraceWriter.write(Traces.withValues(), file);
        try (var files = Files.list(folder.resolve("deep"))) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void a_failed_write_leaves_the_old_file_and_no_temporary_one() throws IOException {
        Path inTheWay = Files.createDirectories(folder.resolve("t.itf.json/child"));
        assertThatThrownBy(() -> AtomicFiles.writeString(folder.resolve("t.itf.json"), "x"))
                .isInstanceOf(IOException.class);
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(inTheWay.getParent());
        }
    }

    @Test
    void a_trace_must_hang_together() {
        List<TraceState> states = Traces.withValues().states();
        assertThatThrownBy(() -> Trace.of(Traces.ORIGIN, null, List.of())).hasMessage("a trace without states");
        assertThatThrownBy(() -> Trace.of(Traces.ORIGIN, null, List.of(states.get(1))))
                .hasMessage("state 0 has a step");
        assertThatThrownBy(() -> Trace.of(Traces.ORIGIN, null, List.of(states.get(0), states.get(0))))
                .hasMessage("state 1 has no step");
        assertThatThrownBy(() -> new Trace(Traces.ORIGIN, null, states, new TraceEnd.Lasso(2), null))
                .hasMessage("no state 2 to loop to");
    }

    private void assertSurvives(Trace trace) throws IOException {
        Path file = folder.resolve("t.itf.json");
        TraceWriter.write(trace, file);
        assertThat(TraceReader.read(file)).isEqualTo(trace);
    }
}
