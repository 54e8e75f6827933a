package org.pvlazy.trace;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is written in ITF is ITF by the schema, which follows the description of the format. */
class ItfSchemaTest {
    private static final JsonSchema SCHEMA = JsonSchema.read(Path.of("src/test/resources/trace/itf.schema.json"));

    static Stream<Path> traces() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("traces/counterexamples"))) {
            return files.filter(file -> file.toString().endsWith(".itf.json")).toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("traces")
    void a_committed_trace_fits(Path file) throws IOException {
        assertThat(SCHEMA.problems(JsonParser.parseString(Files.readString(file))))
                .isEmpty();
    }

    @Test
    void every_kind_of_value_fits() {
        assertThat(SCHEMA.problems(JsonParser.parseString(TraceWriter.toJson(Traces.withValues()))))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "vars | [1] | vars[0]",
                "states | [] | states",
                "states | [{\"#meta\": {}, \"x\": null}] | states[0].x",
                "states | [{\"#meta\": {}, \"x\": {\"#set\": 3}}] | states[0].x",
                "loop | \"0\" | loop",
                "more | 1 | more"
            })
    void what_does_not_fit_is_noticed(String key, String value, String place) {
        JsonObject trace =
                JsonParser.parseString(TraceWriter.toJson(Traces.withValues())).getAsJsonObject();
        JsonElement wrong = JsonParser.parseString(value);
        trace.add(key, wrong);
        assertThat(SCHEMA.problems(trace))
                .anySatisfy(problem -> assertThat(problem).startsWith(place));
    }
}
