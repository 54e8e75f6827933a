package org.pvlazy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A model or a manifest that is not there, or is damaged, is named with its place. */
class BadManifestTest {
    private static final String FILE = "specs/manifest.json";

    @TempDir
    private Path folder;

    private Sandbox sandbox;
    private String manifest = "";

    @BeforeEach
    void copy_the_project() throws IOException {
        sandbox = new Sandbox(folder);
        manifest = sandbox.path(FILE).toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"check", "generate", "replay --model"})
    void an_unknown_model(String command) throws IOException {
        String[] arguments = (command + " no-such-model").split(" ");
        sandbox.refuses(2, "unknown model no-such-model; " + manifest + " lists reboot-v2, ", arguments);
    }

    @Test
    void a_model_without_a_counterexample_cannot_be_generated() throws IOException {
        sandbox.refuses(2, "reboot-v2: a model without a counterexample to keep", "generate", "reboot-v2");
    }

    @Test
    void a_slice_that_nobody_implements() throws IOException {
        sandbox.editAfter(FILE, Sandbox.FENCE, "\"slice\": \"reboot\"", "\"slice\": \"rebirth\"");
        String trace = sandbox.trace(Sandbox.FENCE).toString();
        for (String command : new String[] {"generate " + Sandbox.FENCE, "replay " + trace}) {
            sandbox.refuses(2, Sandbox.FENCE + ": unknown slice rebirth", command.split(" "));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"check", "generate", "replay", "verify"})
    void a_folder_without_a_manifest(String command) {
        Path nowhere = folder.resolve("nowhere");
        Sandbox.pvlazy(command, "--specs", nowhere.toString()).complains(2, nowhere + "/manifest.json: cannot be read");
        assertThat(folder.toFile().list()).containsExactly("home");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '\'',
            value = {
                "\"models\": [;\"models\": 7, \"x\": [;no list \"models\"",
                "\"models\": [;\"models\": [7,;models[0]: no object",
                "\"name\": \"reboot-v2\",;;models[0]: no \"name\"",
                "\"name\": \"reboot-v2\";\"name\": null;models[0]: no \"name\"",
                "\"distinct\": ;\"distinct\": \"many\", \"x\": ;models[0]: ",
                "\"variant\": \"v2\";\"variant\": \"v3\";models[0].variant: expected one of [v1, v2, repaired]",
                "\"mode\": \"exhaustive\";\"mode\": \"quick\";models[0].mode: expected one of [exhaustive, liveness,",
                "\"expected\": \"pass\";\"expected\": \"past\";models[0].expected: expected one of [pass, violation]",
                "\"timeClass\": \"small\";\"timeClass\": 7;models[0].timeClass: expected one of [smoke, small, large]",
                "\"expected\": \"pass\";\"expected\": \"violation\";models[0]: a violation without \"property\""
            })
    void damage(String good, String bad, String complaint) throws IOException {
        sandbox.edit(FILE, good, bad == null ? "" : bad);
        sandbox.refuses(2, manifest + ": " + complaint, "check");
    }

    @Test
    void a_manifest_that_is_cut_off() throws IOException {
        String text = sandbox.read(FILE);
        for (int length : new int[] {0, 1, 40, text.length() / 2, text.length() - 4}) {
            sandbox.write(FILE, text.substring(0, length));
            sandbox.refuses(2, manifest + ": ", "check", Sandbox.FENCE);
        }
    }

    @Test
    void a_document_without_its_markers_is_left_alone() throws IOException {
        String essay = "traces/counterexamples/" + Sandbox.FENCE + ".md";
        sandbox.edit(essay, "<!-- steps:end -->", "");
        sandbox.refuses(2, sandbox.path(essay) + ": no <!-- steps:end -->", "generate", Sandbox.FENCE);
    }
}
