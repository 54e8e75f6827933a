package org.pvlazy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names that are hard to quote, and languages with other letters and digits. */
class NamesTest {
    private static final Locale BEFORE = Locale.getDefault();

    @TempDir
    private Path folder;

    private Sandbox sandbox;

    @BeforeEach
    void copy_the_project() throws IOException {
        sandbox = new Sandbox(Files.createDirectories(folder.resolve("a 'b' \"c\" $d;e")));
    }

    @AfterEach
    void speak_as_before() {
        Locale.setDefault(BEFORE);
    }

    @Test
    void a_project_in_a_folder_that_is_hard_to_quote() {
        Path json = folder.resolve("the \"result\".json");
        sandbox.run("check", Sandbox.FENCE, "--json", json.toString()).succeeds();
        assertThat(json).content().contains("\"verdict\": \"expected\"");
        sandbox.run("replay", sandbox.trace(Sandbox.FENCE).toString()).succeeds();
    }

    @Test
    void a_trace_with_a_line_end_in_its_name() throws IOException {
        Path trace = Files.copy(sandbox.trace(Sandbox.FENCE), folder.resolve("a\nb 'c'.json"));
        assertThat(sandbox.run("show", trace.toString()).succeeds().out()).contains("violates  SyncMode");
    }

    @ParameterizedTest
    @ValueSource(strings = {"show", "replay", "minimise", "validate"})
    void a_file_with_a_line_end_in_its_name_that_is_missing_or_damaged(String command) throws IOException {
        Path file = folder.resolve("a\nb\u001b[31m.json");
        String shown = folder + "/a\\nb\\u001b[31m.json: ";
        sandbox.run(command, file.toString()).complains(2, shown);
        Files.writeString(file, "{\"a\":");
        sandbox.run(command, file.toString()).complains(2, shown);
        Files.write(file, new byte[] {(byte) 0xff});
        sandbox.run(command, file.toString()).complains(2, shown + "not UTF-8");
    }

    @Test
    void a_result_in_a_folder_that_is_a_file() throws IOException {
        Path file = Files.writeString(folder.resolve("a\nb"), "");
        sandbox.run("check", "--json", file + "/r.json").complains(4, folder + "/a\\nb: cannot be created");
    }

    /** Turkish has an i of its own, Arabic has digits of its own. */
    @ParameterizedTest
    @ValueSource(strings = {"tr-TR", "ar-EG"})
    void results_are_the_same_in_every_language(String language) {
        String trace = sandbox.trace(Sandbox.FENCE).toString();
        for (List<String> command :
                List.of(List.of("show", trace), List.of("show", "--export", "shiviz", trace), List.of("man"))) {
            String[] arguments = command.toArray(String[]::new);
            Locale.setDefault(BEFORE);
            Sandbox.Run before = Sandbox.pvlazy(arguments);
            Locale.setDefault(Locale.forLanguageTag(language));
            assertThat(Sandbox.pvlazy(arguments)).isEqualTo(before);
            assertThat(before.exitCode()).isZero();
        }
    }

    @Test
    void tlc_is_understood_in_every_language() {
        Locale.setDefault(Locale.forLanguageTag("ar-EG"));
        assertThat(sandbox.run("check", "reboot-v1-fence").succeeds().out())
                .containsPattern("reboot-v1-fence +v1 +full +pass +pass +3,551 +7,716 +99 +\\d+\\.\\d")
                .matches("[\\x00-\\x7f]*");
    }
}
