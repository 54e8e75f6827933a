package org.pvlazy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Search and minimise from the command line: what one writes, the others read. */
class SearchCommandTest {
    @TempDir
    private Path folder;

    private Sandbox sandbox;

    @BeforeEach
    void copy_the_project() throws IOException {
        sandbox = new Sandbox(folder);
    }

    @Test
    void what_search_finds_replay_accepts_and_minimise_reduces() {
        Path found = folder.resolve("found/v1-fence-handle-zero.itf.json");
        Sandbox.Run search = sandbox.run(
                "search",
                "--model",
                "v1-fence-handle-zero",
                "--out",
                folder.resolve("found").toString());
        assertThat(search.exitCode()).isZero();
        assertThat(search.out())
                .containsPattern("NoUvcOnHandleZero +v1-fence-handle-zero +v1 .* found\n")
                .contains("v1-fence-handle-zero: UVC_HANDLE_ZERO")
                .endsWith(found + "\n");
        assertThat(sandbox.run("replay", found.toString()).succeeds().out())
                .contains("to the state that violates NoUvcOnHandleZero and reports UVC_HANDLE_ZERO");

        Path least = folder.resolve("least.itf.json");
        Sandbox.Run minimise = sandbox.run("minimise", found.toString(), "-o", least.toString());
        assertThat(minimise.succeeds().out())
                .containsPattern("v1-fence-handle-zero: violation of NoUvcOnHandleZero, \\d+ steps reduced to \\d+ in")
                .contains("    1  I   Enable(v = 1)\n");
        assertThat(sandbox.run("replay", least.toString()).succeeds().out())
                .contains("to the state that violates NoUvcOnHandleZero");
    }

    @Test
    void a_search_prints_the_same_again() {
        String[] command = {"search", "--variant", "v1", "--strategy", "pct", "--depth", "2", "--seed", "4"};
        String out = sandbox.run(command).out();
        assertThat(out).contains("v1-mm-use-after-free", "v1-fence-kthread").doesNotContain("v2-");
        assertThat(out.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
        assertThat(sandbox.run(command).out()).isEqualTo(out);
    }

    @Test
    void what_is_not_found_is_said() {
        Sandbox.Run run = sandbox.run("search", "--model", Sandbox.FENCE, "--steps", "5", "--length", "5");
        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.out()).containsPattern("SyncMode +v1-fence-kthread .* NOT FOUND");
    }

    @Test
    void a_trace_that_is_reduced_for_another_variant_ends_where_that_leaves_it() {
        Sandbox.Run run = sandbox.run(
                "minimise", "--variant", "v2", sandbox.trace(Sandbox.FENCE).toString());
        assertThat(run.succeeds().out()).contains("v1-fence-kthread: divergence in pc, 34 steps reduced to ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "search --strategy clever --model v1-fence-kthread | a --strategy that is random or pct",
                "search --steps 0 --model v1-fence-kthread         | positive --steps",
                "search --model bogus                              | unknown model bogus",
                "search --slice bogus                              | unknown slice bogus",
                "minimise bogus.itf.json                           | no such trace",
                "minimise traces/counterexamples/v2-tables-fault-loops.itf.json | loop: "
            })
    void what_makes_no_sense_is_refused(String arguments, String complaint) throws IOException {
        sandbox.refuses(2, complaint, arguments.split(" "));
    }

    @Test
    void a_trace_that_violates_nothing_is_refused() throws IOException {
        Path trace = sandbox.trace(Sandbox.FENCE);
        Files.writeString(trace, Files.readString(trace).replace("\"SyncMode\"", "\"TypeOK\""));
        sandbox.refuses(2, "does not fail on it", "minimise", trace.toString());
    }
}
