package org.pvlazy.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.pvlazy.conformance.LineTrace.Line;

/** What the implementation executes is observed, step by step. */
class LineTraceTest {
    private static final Path SOURCES = Path.of("src/main/java");
    private static final Path HERE = Path.of("").toAbsolutePath();

    private static String text(Line line) {
        try {
            return Files.readAllLines(SOURCES.resolve(line.file()))
                    .get(line.number() - 1)
                    .strip();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static boolean isProbe(Line line) {
        return text(line).contains("probe.at(Step.") || text(line).contains("probe().at(Step.");
    }

    private static List<List<Set<Line>>> replay(String... models) throws IOException, InterruptedException {
        List<String> command =
                new java.util.ArrayList<>(List.of("org.pvlazy.cli.Main", "replay", "--home", HERE.toString()));
        for (String model : models) {
            command.add(HERE.resolve("traces/counterexamples/" + model + ".itf.json")
                    .toString());
        }
        return LineTrace.of(command, HERE, LineTraceTest::isProbe);
    }

    @Test
    void each_step_of_each_trace_has_its_lines() throws IOException, InterruptedException {
        List<List<Set<Line>>> traces = replay("v2-tables-unlocked-list", "v2-tables-unlisted");
        assertThat(traces).hasSize(2);
        assertThat(traces.get(0)).hasSize(2);
        assertThat(traces.get(1)).hasSize(6).noneMatch(Set::isEmpty);
        assertThat(traces.get(1))
                .as("a step begins at its probe")
                .allSatisfy(step -> assertThat(isProbe(step.iterator().next())).isTrue());
    }
}
