package org.pvlazy.cli;

import static org.assertj.core.api.Assertions.assertThat;

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
    @ValueSource(strings = {"verify", "check", "replay", "generate", "show", "search", "minimise"})
    void every_command_has_help(String command) {
        Sandbox.Run run = Sandbox.pvlazy("help", command);
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
                .startsWith("Usage: pvlazy bench COMMAND\n")
                .contains("conformance");
        assertThat(Sandbox.pvlazy("bench", "help", "conformance").out())
                .startsWith("Usage: pvlazy bench conformance ")
                .contains("--model=MODEL", "--specs=DIR");
    }

    @Test
    void the_version_is_one_line() {
        Sandbox.Run run = Sandbox.pvlazy("--version");
        assertThat(run.out().lines()).singleElement().asString().startsWith("pvlazy ");
        assertThat(run.exitCode()).isZero();
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
