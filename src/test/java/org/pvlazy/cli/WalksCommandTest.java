package org.pvlazy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.lang3.ArrayUtils;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pvlazy.report.CoverageFile;

/** Random walks from the command line, and the file of what they cover. */
class WalksCommandTest {
    private static final String CFG = "specs/models/" + Sandbox.FENCE + ".cfg";

    @TempDir
    private Path folder;

    private Sandbox sandbox;

    @BeforeEach
    void copy_the_project() throws IOException {
        sandbox = new Sandbox(folder);
    }

    @Test
    void walks_print_the_same_again_and_say_how() {
        String out = walk("5", "30").succeeds().out();
        assertThat(out)
                .contains("every state of 5 walks agrees")
                .contains("again with     ./pvlazy replay --model v1-fence-kthread --walks 5 --depth 30 --seed 8");
        assertThat(walk("5", "30").out()).isEqualTo(out);
        assertThat(out.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
    }

    @Test
    void a_class_that_was_possible_and_never_taken_is_named() {
        assertThat(walk("1", "1").succeeds().out()).contains("never taken in v1-fence-kthread: ");
    }

    @Test
    void runs_are_merged_in_the_coverage_file() throws IOException {
        Path file = folder.resolve("coverage.json");
        walk("5", "30", "--coverage", file.toString()).succeeds();
        CoverageFile one = CoverageFile.read(file);
        assertThat(one.runs()).isEqualTo(1);
        assertThat(one.walks()).isEqualTo(5);
        assertThat(walk("5", "30", "--coverage", file.toString()).succeeds().out())
                .contains("2 runs merged");
        CoverageFile two = CoverageFile.read(file);
        assertThat(two.steps()).isEqualTo(2 * one.steps());
        assertThat(two.coverage().counts()).hasSameSizeAs(one.coverage().counts());
        one.coverage()
                .counts()
                .forEach((edges, taken) ->
                        assertThat(two.coverage().of(edges)).as("%s", edges).isEqualTo(2 * taken));
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("home", "coverage.json");
    }

    @Test
    void the_coverage_of_another_specification_is_refused_and_kept() throws IOException {
        Path file = folder.resolve("coverage.json");
        walk("1", "5", "--coverage", file.toString()).succeeds();
        String before = Files.readString(file);
        sandbox.edit(CFG, "MaxFailures", "MaxFailures ");
        walk("1", "5", "--coverage", file.toString()).complains(2, "specHash: the specification has changed since");
        sandbox.run("replay", "--model", "v2-retry-table", "--walks", "1", "--coverage", file.toString())
                .complains(2, "model: the coverage of v1-fence-kthread");
        assertThat(file).content().isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`{\"schema\": 1`                               | damaged JSON",
                "`[]`                                           | damaged JSON",
                "``                                             | is not 1",
                "`{\"schema\": 2, \"model\": \"m\"}`            | is not 1",
                "`{\"schema\": 1, \"model\": \"m\"}`            | no \"classes\"",
                "`{\"schema\": 1, \"model\": \"m\", \"specHash\": \"h\", \"classes\": [{}]}` | classes[0] is damaged"
            })
    void a_damaged_coverage_file_is_refused_and_kept(String content, String complaint) throws IOException {
        Path file = Files.writeString(folder.resolve("coverage.json"), content);
        walk("1", "5", "--coverage", file.toString()).complains(2, complaint);
        assertThat(file).content().isEqualTo(content);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "replay --depth 3 --model v1-fence-kthread           | need --walks",
                "replay --walks 3                                    | --walks needs --model",
                "replay --walks 3 a.json                             | --walks needs --model",
                "replay --walks 0 --model v1-fence-kthread           | 0 walks of 200 steps",
                "replay --walks 1 --coverage c.json --model v1-fence-kthread --model v2-retry-table | is of one model"
            })
    void what_makes_no_sense_is_refused(String arguments, String complaint) throws IOException {
        sandbox.refuses(2, complaint, arguments.split(" "));
    }

    private Sandbox.Run walk(String walks, String depth, String... more) {
        String[] all = {"replay", "--model", Sandbox.FENCE, "--walks", walks, "--depth", depth, "--seed", "8"};
        return sandbox.run(ArrayUtils.addAll(all, more));
    }
}
