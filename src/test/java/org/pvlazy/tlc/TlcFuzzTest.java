package org.pvlazy.tlc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.google.gson.JsonElement;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pvlazy.fuzz.Fuzzer;
import org.pvlazy.trace.JsonTree;
import org.pvlazy.trace.TraceFormatException;

/** What comes from TLC or goes to it. */
class TlcFuzzTest {
    @TempDir
    private Path folder;

    private static List<byte[]> outputs() throws IOException {
        List<byte[]> outputs = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/tlc/output"))) {
            for (Path file : (Iterable<Path>) files.sorted()::iterator) {
                outputs.add(Files.readAllBytes(file));
            }
        }
        return outputs;
    }

    private static List<byte[]> utf8(String... texts) {
        return List.of(texts).stream()
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    @Test
    void whatever_tlc_prints_is_taken() throws IOException {
        Fuzzer.taking().feed(outputs(), input -> {
            String text = new String(input, StandardCharsets.UTF_8);
            TlcResult result = ToolOutput.read(text, List.of("Live"));
            Judge.violation(result);
            if (ErrorLine.of(text).contains("\n")
                    || ParserOutput.firstError(text).orElse("").contains("\n")) {
                throw new IllegalStateException("an error of two lines");
            }
        });
    }

    @Test
    void a_dump_is_recognised_or_refused() {
        SpecFiles lasso = new SpecFiles(Path.of("src/test/resources/tlc"), "Lasso", "Lasso");
        try (Evaluator evaluator = IsolatedTlc.open(lasso)) {
            Fuzzer.refusing(".*t\\.json: |.*state.*", TraceFormatException.class)
                    .or(EvaluationException.class)
                    .feed(
                            utf8(
                                    "[{\"x\": 0}, {\"x\": 1}, {\"x\": 2}]",
                                    "{\"state\": [[2, {\"x\": 1}], [1, {\"x\": 0}]],"
                                            + " \"action\": [[[1, {}], {\"name\": \"A\"}, [2, {}]], [[2, {}], {}, [1, {}]]]}"),
                            input -> {
                                String text = new String(input, StandardCharsets.UTF_8);
                                JsonElement root = JsonTree.parse("t.json", text);
                                if (JsonDump.is(root)) {
                                    JsonDump.read(root).recognise(evaluator);
                                }
                            });
        }
    }

    @Test
    void a_configuration_is_read_or_refused() throws IOException {
        Path file = folder.resolve("m.cfg");
        List<byte[]> good = List.of(
                Files.readAllBytes(Path.of("specs/models/reboot-v2.cfg")),
                Files.readAllBytes(Path.of("specs/models/tables-v2.cfg")));
        Fuzzer.refusing(".*m\\.cfg: ", EvaluationException.class)
                .or(TraceFormatException.class)
                .feed(good, input -> {
                    Files.write(file, input);
                    ConfigFile.claims(file);
                    ConfigFile.constants(file);
                });
    }

    @Test
    void a_specification_is_hashed_or_refused() throws IOException {
        Path file = folder.resolve("M.tla");
        Files.writeString(folder.resolve("M.cfg"), "INIT Init");
        Fuzzer.refusing(".*M\\.tla: ", TraceFormatException.class)
                .feed(List.of(Files.readAllBytes(Path.of("src/test/resources/tlc/Counters.tla"))), input -> {
                    Files.write(file, input);
                    SpecHash.of(new SpecFiles(folder, "M", "M"));
                });
    }

    @Test
    void a_manifest_is_read_or_refused() throws IOException {
        String all = Files.readString(Path.of("specs/manifest.json"));
        String few = all.lines().limit(5).reduce("", (a, b) -> a + b + "\n").replaceFirst(",\\s*$", "\n  ]\n}\n");
        Path file = folder.resolve("manifest.json");
        Fuzzer.refusing(".*manifest\\.json: ", ManifestException.class).feed(utf8(few), input -> {
            Files.write(file, input);
            Manifest.read(folder);
        });
    }

    private static TlcResult frames(String... codesAndTexts) {
        StringBuilder output = new StringBuilder();
        for (int i = 0; i < codesAndTexts.length; i += 2) {
            String code = codesAndTexts[i];
            output.append(
                    "@!@!@STARTMSG %s:0 @!@!@\n%s\n@!@!@ENDMSG %s @!@!@\n".formatted(code, codesAndTexts[i + 1], code));
        }
        return ToolOutput.read(output.toString(), List.of());
    }

    @Test
    void a_number_that_is_too_long_is_none() {
        String counts = "9,223,372,036,854,775,808 states generated, 5 distinct states found, 0 states left on queue.";
        assertThat(frames("2199", counts, "2194", "The depth of the complete state graph search is 2147483648.")
                        .progress())
                .isEqualTo(new Progress(0, 0, 5, 0));
        assertThat(frames("2147483648", "text").messages()).isEmpty();
    }

    @Test
    void a_loop_to_a_state_that_there_is_not_makes_the_behaviour_unreadable() {
        for (String back : List.of("0: Back to state", "2: Back to state", "99999999999: Back to state")) {
            TlcResult result = frames("2217", "1: <Initial predicate>\nx = 0", "2122", back);
            if (back.startsWith("2")) {
                assertThat(result.counterexample()).isNull();
                assertThat(result.messages())
                        .anySatisfy(message -> assertThat(message.text())
                                .isEqualTo("counterexample not readable: back to state 2 of 1"));
            } else {
                assertThat(result.counterexample()).isNotNull();
            }
        }
    }

    @Test
    void a_long_line_where_counts_or_an_action_should_be_takes_no_time() {
        for (String piece : List.of("(", " line ")) {
            assertTimeoutPreemptively(Duration.ofSeconds(5), () -> frames("2217", "3: <Grow" + piece.repeat(60_000)));
        }
        assertTimeoutPreemptively(
                Duration.ofSeconds(5), () -> frames("2200", "Progress(3) at 20" + "<a>".repeat(20_000)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2147483648", "1.5", "1e400", "0", "-1"})
    void a_state_of_a_dump_has_a_small_number(String number) throws TraceFormatException {
        JsonElement root = JsonTree.parse(
                "t.json", "{\"state\": [[1, {}]], \"action\": [[[1, {}], {}, [%s, {}]]]}".formatted(number));
        assertThatThrownBy(() -> JsonDump.read(root))
                .isInstanceOf(EvaluationException.class)
                .hasMessageStartingWith("a state of the dump has no number: ");
    }

    @Test
    void a_specification_in_another_encoding_is_named() throws IOException {
        Path file = Files.write(folder.resolve("M.tla"), new byte[] {'\\', '*', (byte) 0xfc});
        Files.writeString(folder.resolve("M.cfg"), "INIT Init");
        assertThatThrownBy(() -> SpecHash.of(new SpecFiles(folder, "M", "M"))).hasMessage(file + ": not UTF-8");
        assertThatThrownBy(() -> ConfigFile.constants(file)).hasMessage(file + ": not UTF-8");
    }

    @Test
    void a_word_of_two_lines_is_shown_in_one() throws IOException {
        String all = Files.readString(Path.of("specs/manifest.json"));
        Files.writeString(folder.resolve("manifest.json"), all.replaceFirst("\"small\"", "\"sm\\\\nall\""));
        assertThatThrownBy(() -> Manifest.read(folder)).hasMessageEndingWith("found sm\\nall");
    }
}
