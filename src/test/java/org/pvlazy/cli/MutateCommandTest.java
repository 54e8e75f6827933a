package org.pvlazy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A few mutants, and what the command says about them. */
class MutateCommandTest {
    private static final String SEGMENT = "tables-v2-segment";
    private static final String SURVIVOR = "GuestTables.Ring: drop guard x > 0";

    @TempDir
    private Path folder;

    private Sandbox sandbox;

    @BeforeEach
    void copy_the_project() throws IOException {
        sandbox = new Sandbox(folder);
    }

    @Test
    void a_mutant_is_killed_by_the_pinned_counts_and_one_that_is_refused_is_invalid() throws IOException {
        Path json = folder.resolve("result.json");
        Path xml = folder.resolve("result.xml");
        Sandbox.Run run = shrinkSegment("--json", json.toString(), "--junit-xml", xml.toString());

        assertThat(run.out())
                .contains("killed     tables-v2-segment: shrink constant MaxReboots = 1\n"
                        + "             by tables-v2-segment: count: ")
                .contains("invalid    tables-v2-segment: shrink constant Cpus = 0\n"
                        + "             GuestTablesHost.tla:")
                .containsPattern(
                        "set-up: shrink constant +[1-9]\\d* killed +0 survived +[1-9]\\d* invalid +0 not judged\n");
        assertThat(run.exitCode()).isZero();
        assertThat(JsonParser.parseString(Files.readString(json))
                        .getAsJsonObject()
                        .getAsJsonArray("mutants"))
                .anySatisfy(mutant -> assertThat(
                                mutant.getAsJsonObject().get("status").getAsString())
                        .isEqualTo("invalid"))
                .allSatisfy(mutant -> assertThat(mutant.getAsJsonObject()
                                .get("status")
                                .getAsString()
                                .equals("killed"))
                        .isEqualTo(!mutant.getAsJsonObject()
                                .getAsJsonArray("killedBy")
                                .isEmpty()));
        assertThat(xml)
                .content()
                .contains("<testsuite name=\"pvlazy.mutate\"", "tables-v2-segment: shrink constant Cpus = 0")
                .containsPattern("<skipped message=\"invalid: GuestTablesHost.tla:")
                .doesNotContain("<failure");
    }

    @Test
    void a_survivor_needs_a_reason() throws IOException {
        Path earlier = result("survived", "null");
        Path xml = folder.resolve("result.xml");
        Sandbox.Run run = from(earlier, "--junit-xml", xml.toString());
        assertThat(run.exitCode()).isEqualTo(ExitCode.UNEXPECTED);
        assertThat(run.out())
                .startsWith("survived   " + SURVIVOR + "\n")
                .endsWith(SURVIVOR + " survives, and nobody says why it may\n");
        assertThat(xml).content().contains("<failure message=\"GuestTables.Ring: drop guard x &gt; 0 survives, and");

        sandbox.write(
                "specs/survivors.json", "{\"survivors\": [{\"name\": \"" + SURVIVOR + "\", \"reason\": \"x is 1\"}]}");
        run = from(earlier, "--junit-xml", xml.toString());
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).startsWith("survived   " + SURVIVOR + "\n             because x is 1\n");
        assertThat(xml)
                .content()
                .contains("<skipped message=\"survived: x is 1\"")
                .doesNotContain("<failure");
    }

    @Test
    void what_is_not_judged_is_not_killed_and_is_left_for_the_next_run() throws IOException {
        Path earlier = result("not judged", "\"no verdict after 9 s\"");
        Sandbox.Run run = from(earlier);
        assertThat(run.exitCode()).isEqualTo(ExitCode.INCONCLUSIVE);
        assertThat(run.out()).contains("0 killed     0 survived     0 invalid     1 not judged");
    }

    @Test
    void a_summary_counts_what_nobody_tried() throws IOException {
        Path summary = folder.resolve("new/summary.md");
        Sandbox.Run run = from(result("survived", "null"), "--summary", summary.toString());
        assertThat(run.exitCode()).isEqualTo(ExitCode.UNEXPECTED);
        assertThat(summary)
                .content()
                .startsWith("# The kill matrix in numbers\n")
                .contains("| specification | `GuestTables` | 1 | 0 | 1 | 1 | 0 | 0 |\n")
                .containsPattern("\\| specification \\| \\*\\*all\\*\\* \\| 1 \\|")
                .containsPattern("\\| set-up \\| `GuestTables` \\| (\\d+) \\| 0 \\| 0 \\| 0 \\| 0 \\| \\1 \\|\n")
                .endsWith("| `" + SURVIVOR + "` | nobody has said yet |\n");
    }

    @Test
    void what_is_no_result_is_refused() throws IOException {
        Path file = Files.writeString(folder.resolve("result.json"), "[]");
        sandbox.refuses(ExitCode.USAGE, "result.json: no result of mutate", "mutate", "--from", file.toString());
    }

    private Sandbox.Run shrinkSegment(String... more) {
        return mutate(SEGMENT + ": shrink constant", more);
    }

    /** Tries nothing more. */
    private Sandbox.Run from(Path earlier, String... more) {
        String[] all = new String[more.length + 2];
        all[0] = "--from";
        all[1] = earlier.toString();
        System.arraycopy(more, 0, all, 2, more.length);
        return mutate(more.length > 0 && more[0].equals("--summary") ? SEGMENT + ": shrink" : "no such mutant", all);
    }

    private Sandbox.Run mutate(String only, String... more) {
        String[] first = {"mutate", "--kind", "set-up", "--specification", "GuestTables", "--only", only};
        String[] all = java.util.Arrays.copyOf(first, first.length + more.length);
        System.arraycopy(more, 0, all, first.length, more.length);
        return sandbox.run(all);
    }

    private Path result(String status, String notJudged) throws IOException {
        return Files.writeString(
                folder.resolve("earlier.json"),
                "{\"mutants\": [{\"name\": \"" + SURVIVOR + "\", \"side\": \"specification\", \"killedBy\": [],"
                        + " \"kind\": \"drop guard\", \"subject\": \"GuestTables\", \"status\": \"" + status + "\","
                        + " \"invalid\": null, \"notJudged\": " + notJudged + "}]}");
    }
}
