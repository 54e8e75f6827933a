package org.pvlazy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A specification without a verdict is named with file and place, by TLC's process and by the evaluator alike. */
class BadSpecificationTest {
    private static final String BATCHES = "reboot-v2-batches";

    @TempDir
    private Path folder;

    private Sandbox sandbox;

    @BeforeEach
    void copy_the_project() throws IOException {
        sandbox = new Sandbox(folder);
    }

    @Test
    void a_module_that_does_not_parse() throws IOException {
        sandbox.edit("specs/Lifecycle.tla", "Next ==", "Broken == (1 +\n\nNext ==");
        inconclusive(sandbox.place("specs/Lifecycle.tla", "Next ==") + ":1: parse error: ");
    }

    @Test
    void a_module_that_is_missing() throws IOException {
        Files.delete(sandbox.path("specs/Zombie.tla"));
        inconclusive("Userspace.tla: module Zombie not found");
    }

    @Test
    void an_operator_that_is_not_defined() throws IOException {
        sandbox.edit("specs/Lifecycle.tla", "VmIds : Enable(v)", "VmIds : Enabel(v)");
        inconclusive(sandbox.place("specs/Lifecycle.tla", "Enabel") + ":25: Unknown operator: `Enabel'.");
    }

    @Test
    void an_expression_in_next_that_cannot_be_evaluated() throws IOException {
        sandbox.edit("specs/Userspace.tla", "\nDisable(v) ==\n", "\nDisable(v) ==\n    /\\ users.foo = 1\n");
        inconclusive("Attempted to select field \"foo\" from a non-record value 1");
        sandbox.refuses(3, sandbox.place("specs/Userspace.tla", "users.foo") + ":", "generate", Sandbox.FENCE);
    }

    @Test
    void an_assumption_that_is_false() throws IOException {
        for (String model : new String[] {BATCHES, Sandbox.FENCE}) {
            String cfg = "specs/models/" + model + ".cfg";
            sandbox.write(cfg, sandbox.read(cfg).replaceFirst("(?m)LowPages .*$", "LowPages = 9"));
        }
        String place = sandbox.place("specs/Setting.tla", "ASSUME LowPagesInRange") + ":";
        sandbox.run("check", Sandbox.FENCE).complains(3, place);
        sandbox.refuses(
                3, "models/" + BATCHES + ".cfg: no machine has pages=3 lowPages=9", "replay", "--model", BATCHES);
    }

    @Test
    void a_constant_without_a_value() throws IOException {
        for (String model : new String[] {BATCHES, Sandbox.FENCE}) {
            String cfg = "specs/models/" + model + ".cfg";
            sandbox.write(cfg, sandbox.read(cfg).replaceFirst("    MaxConfigs[^\\n]*\\n", ""));
        }
        String complaint = Sandbox.FENCE + ".cfg: The constant parameter MaxConfigs is not assigned a value";
        sandbox.run("check", Sandbox.FENCE).complains(3, complaint);
        sandbox.refuses(3, "models/" + BATCHES + ".cfg: constant MaxConfigs", "replay", "--model", BATCHES);
    }

    @Test
    void a_configuration_that_is_missing() throws IOException {
        for (String model : new String[] {BATCHES, Sandbox.FENCE}) {
            Files.delete(sandbox.path("specs/models/" + model + ".cfg"));
        }
        sandbox.run("check", Sandbox.FENCE).complains(3, "models/" + Sandbox.FENCE + ".cfg: File not found.");
        sandbox.refuses(2, BATCHES + ".cfg: no such file", "replay", "--model", BATCHES);
        sandbox.refuses(
                2,
                Sandbox.FENCE + ".cfg: no such file",
                "replay",
                sandbox.trace(Sandbox.FENCE).toString());
    }

    @Test
    void an_inconclusive_result_is_written_whole() throws IOException {
        sandbox.edit("specs/Lifecycle.tla", "Next ==", "Broken == (1 +\n\nNext ==");
        Path json = folder.resolve("result.json");
        Sandbox.Run run = sandbox.run("check", "--json", json.toString(), Sandbox.FENCE);
        run.complains(3, ": Lifecycle.tla:");
        assertThat(run.out()).endsWith("\nInconclusive: some model has no verdict.\n");
        JsonObject result = JsonParser.parseString(Files.readString(json)).getAsJsonObject();
        assertThat(result.get("verdict").getAsString()).isEqualTo("inconclusive");
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("home", "result.json");
    }

    /** For check and for replay, which must not touch what is there. */
    private void inconclusive(String complaint) throws IOException {
        Path json = folder.resolve("result.json");
        Files.writeString(json, "old");
        Map<String, String> before = sandbox.files();
        sandbox.run("check", Sandbox.FENCE).complains(3, complaint);
        sandbox.run("replay", "--json", json.toString(), "--model", BATCHES).complains(3, complaint);
        assertThat(sandbox.files()).isEqualTo(before);
        assertThat(json).hasContent("old");
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("home", "result.json");
    }
}
