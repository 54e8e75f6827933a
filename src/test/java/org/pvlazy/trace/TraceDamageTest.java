package org.pvlazy.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each way to damage a trace file has its own one-line complaint. */
class TraceDamageTest {
    private static final String GOOD = TraceWriter.toJson(Traces.ending(new TraceEnd.Lasso(0), null));

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '\'',
            value = {
                "\"users\": 1;\"users\": 1.5;states[1].users: not a 64-bit integer: 1.5",
                "\"users\": 1;\"users\": null;states[1].users: null is not a value",
                "\"users\": 1;\"users\": {\"#set\": 3};states[1].users.#set: expected a list, found 3",
                "\"users\": 1;\"users\": {\"#set\": [1, {\"#tup\": 2}]};"
                        + "states[1].users.#set[1].#tup: expected a list, found 2",
                "\"users\": 1;\"users\": {\"#map\": [[1]]};states[1].users.#map[0]: expected a key and a value",
                "\"users\": 1;\"users\": {\"#map\": [[1, 1], [1, 2]]};states[1].users.#map[1]: two values at 1",
                "\"users\": 1;\"users\": {\"#bag\": []};states[1].users: unknown kind of value #bag",
                "\"users\": 1;\"users\": {\"#set\": [], \"a\": 1};states[1].users: #set must stand alone",
                "\"users\": 1;\"users\": {\"#bigint\": \"x\"};states[1].users.#bigint: not a 64-bit integer: x",
                "\"users\": 1;\"pages\": 1;states[1].users: the variable is missing",
                "\"users\": 1;\"users\": 1, \"pages\": 1;states[1].pages: not one of the variables",
                "\"index\": 1;\"index\": 2;states[1].#meta.index: expected 1, found 2",
                "\"index\": 1;\"index\": \"1\";states[1].#meta.index: expected an integer, found \"1\"",
                "\"index\": 1, ;;states[1].#meta.index: missing",
                "\"action\": \"Up\", ;;states[1].#meta.action: missing",
                "\"params\": {};\"params\": [];states[1].#meta.params: expected an object, found a list",
                "\"loop\": 0;\"loop\": 2;loop: no state 2 among 2",
                "\"loop\": 0;\"loop\": -1;loop: no state -1 among 2",
                "\"loop\": 0;\"loop\": {};loop: expected an integer, found an object",
                "\"loop\": 0;\"lap\": 0;lap: unknown key",
                "\"lasso\";\"open\";loop: a loop, though #meta.end is open",
                "\"lasso\";\"stuttering\";loop: stuttering must loop to the last state",
                "\"lasso\";\"hm\";#meta.end: expected open, stuttering or lasso, found hm",
                "\"liveness\";\"hm\";#meta.kind: expected safety or liveness, found hm",
                "\"ITF\";\"DOT\";not a trace in ITF: #meta.format is not \"ITF\"",
                "\"model\": \"MC_small\";\"model\": 7;#meta.model: expected a string, found 7",
                "[\"users\",\"seen\"];[\"users\",\"users\"];vars[1]: variable users twice",
                "[\"users\",\"seen\"];7;vars: expected a list, found 7",
                "\"vars\": [\"users\",\"seen\"],;;vars: missing",
                "\"users\": 1,;\"users\": 1;'line 24, column 8: malformed JSON'",
                "\"users\": 1,;\"users\": 1, \"users\": 1,;'line 23, column 26: key users twice'"
            })
    void damage_is_named_with_its_place(String good, String bad, String message) {
        assertThat(GOOD).contains(good);
        assertThatThrownBy(() -> TraceReader.parse("t.json", GOOD.replace(good, bad == null ? "" : bad)))
                .isInstanceOf(TraceFormatException.class)
                .hasMessage("t.json: " + message);
    }

    @Test
    void a_file_cut_off_anywhere_is_damaged() {
        String whole = GOOD.stripTrailing();
        for (int length = 1; length < whole.length(); length++) {
            String cut = whole.substring(0, length);
            assertThatThrownBy(() -> TraceReader.parse("t.json", cut))
                    .isInstanceOf(TraceFormatException.class)
                    .hasMessageMatching("t\\.json: line \\d+, column \\d+: (the file ends too early|malformed JSON)");
        }
    }

    @Test
    void other_files_are_no_traces() {
        assertThatThrownBy(() -> TraceReader.parse("t.json", " ")).hasMessage("t.json: empty file");
        assertThatThrownBy(() -> TraceReader.parse("t.json", "[]"))
                .hasMessage("t.json: not a trace in ITF: #meta.format is not \"ITF\"");
        assertThatThrownBy(() -> TraceReader.parse("t.json", "hello"))
                .hasMessage("t.json: line 1, column 1: malformed JSON");
        assertThatThrownBy(() -> TraceReader.parse("t.json", GOOD + "}")).hasMessageContaining("malformed JSON");
        assertThatThrownBy(() -> TraceReader.parse("t.json", "[".repeat(100_000)))
                .isInstanceOf(TraceFormatException.class);
    }

    @Test
    void files_that_cannot_be_read_are_damage_too() throws IOException {
        Path missing = folder.resolve("gone.json");
        assertThatThrownBy(() -> TraceReader.read(missing))
                .isInstanceOf(TraceFormatException.class)
                .hasMessage(missing + ": no such file");
        Path binary = Files.write(folder.resolve("binary.json"), new byte[] {(byte) 0xC3, 0x28});
        assertThatThrownBy(() -> TraceReader.read(binary))
                .isInstanceOf(TraceFormatException.class)
                .hasMessage(binary + ": not UTF-8");
    }

    @Test
    void a_trace_of_another_tool_may_lack_our_words() throws TraceFormatException {
        Trace trace = TraceReader.parse(
                "t.json",
                "{\"#meta\": {\"format\": \"ITF\"}, \"vars\": [\"x\"],"
                        + " \"states\": [{\"#meta\": {\"index\": 0}, \"x\": [1, {\"#bigint\": \"2\"}]}], \"loop\": 0}");
        assertThat(trace.state(0)).hasToString("/\\ x = <<1, 2>>");
        assertThat(trace.end()).isEqualTo(new TraceEnd.Lasso(0));
        assertThat(trace.violation()).isNull();
    }
}
