package org.pvlazy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A change that leaves everything well-formed is noticed all the same. */
class SeededChangeTest {
    private static final String BATCHES = "reboot-v2-batches";

    @TempDir
    private Path folder;

    private Sandbox sandbox;

    @BeforeEach
    void copy_the_project() throws IOException {
        sandbox = new Sandbox(folder);
    }

    @Test
    void an_action_removed_from_the_model() throws IOException {
        sandbox.edit("specs/Lifecycle.tla", "    \\/ \\E v \\in VmIds : Close(v)\n", "");
        fails("check", BATCHES, BATCHES + ": expected 1058 as distinct states, TLC says ");
        graphDiffers();
    }

    @Test
    void an_action_removed_that_the_counterexample_needs() throws IOException {
        sandbox.edit("specs/Lifecycle.tla", "    \\/ C5_SetGuestHandle\n", "");
        fails("check", Sandbox.FENCE, Sandbox.FENCE + ": expected SyncMode violated, TLC says ");
    }

    @Test
    void a_constant_shrunk() throws IOException {
        String cfg = "specs/models/" + BATCHES + ".cfg";
        sandbox.edit(cfg, "NPages              = 3", "NPages              = 2");
        fails("check", BATCHES, BATCHES + ": expected 1058 as distinct states, TLC says 520");
        graphDiffers();
    }

    @Test
    void another_property_violated_than_the_expected_one() throws IOException {
        sandbox.edit("specs/manifest.json", "\"property\": \"SyncMode\"", "\"property\": \"TypeOK\"");
        fails(
                "check",
                Sandbox.FENCE,
                Sandbox.FENCE + ": expected TypeOK violated, TLC says invariant SyncMode violated");
    }

    @Test
    void counts_and_exit_codes_that_differ_by_one() throws IOException {
        sandbox.editAfter("specs/manifest.json", "\"" + Sandbox.FENCE, "\"depth\": 35", "\"depth\": 34");
        sandbox.editAfter("specs/manifest.json", "\"v2-retry-table", "\"distinct\": 148", "\"distinct\": 147");
        sandbox.editAfter("specs/manifest.json", "\"v1-fence-handle", "\"tlcExit\": 12", "\"tlcExit\": 13");
        Sandbox.Run run = sandbox.run("check", Sandbox.FENCE, "v2-retry-table", "v1-fence-handle-zero");
        assertThat(run.complaints()).isEmpty();
        assertThat(run.out())
                .contains(
                        "\nFAIL " + Sandbox.FENCE + ": expected 34 as depth, TLC says 35\n",
                        "\nFAIL v2-retry-table: expected 147 as distinct states, TLC says 148\n",
                        "\nFAIL v1-fence-handle-zero: expected 13 as exit code, TLC says 12\n");
        assertThat(run.exitCode()).isEqualTo(1);
    }

    /** Generating from a model that is not as the manifest says must not bless what comes out. */
    @Test
    void a_counterexample_is_not_generated_from_a_model_that_differs() throws IOException {
        sandbox.edit("specs/models/" + Sandbox.FENCE + ".cfg", "    SyncMode", "    TypeOK");
        sandbox.refuses(1, Sandbox.FENCE + ": expected SyncMode violated, TLC says pass", "generate", Sandbox.FENCE);
    }

    private void fails(String command, String model, String line) {
        Sandbox.Run run = sandbox.run(command, model);
        assertThat(run.complaints()).isEmpty();
        assertThat(run.out()).contains("\nFAIL " + line).endsWith("\nSomething is not as expected.\n");
        assertThat(run.exitCode()).isEqualTo(1);
    }

    private void graphDiffers() {
        Sandbox.Run run = sandbox.run("replay", "--model", BATCHES);
        assertThat(run.complaints()).isEmpty();
        assertThat(run.out())
                .contains("FAIL replay of " + BATCHES)
                .contains("expected  1058 distinct states, 3218 generated");
        assertThat(run.exitCode()).isEqualTo(1);
    }
}
