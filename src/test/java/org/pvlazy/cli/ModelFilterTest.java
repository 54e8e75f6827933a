package org.pvlazy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pvlazy.tlc.Manifest;
import org.pvlazy.tlc.Model;
import picocli.CommandLine;

/** {@code check --variant, --slice, --time-class}. */
class ModelFilterTest {
    @TempDir
    private Path folder;

    private Sandbox sandbox;

    @BeforeEach
    void copy_the_project() throws IOException {
        sandbox = new Sandbox(folder);
    }

    @Test
    void without_an_option_every_model_passes_that_is_not_large() {
        assertThat(select()).isEqualTo(where(model -> !model.timeClass().equals("large")));
        assertThat(select("--time-class", "large")).isNotEmpty();
    }

    @Test
    void a_model_has_one_of_the_values_of_an_option() {
        assertThat(select("--variant", "v1"))
                .isEqualTo(where(model -> model.variant().equals("v1")));
        assertThat(select("--time-class", "smoke,small"))
                .isEqualTo(where(model -> !model.timeClass().equals("large")));
        assertThat(select("--variant", "v1", "--variant", "v2"))
                .isEqualTo(select("--variant", "v1,v2"))
                .hasSizeGreaterThan(select("--variant", "v1").size());
    }

    @Test
    void a_model_passes_every_option() {
        assertThat(select("--slice", "reboot", "--variant", "v2", "--time-class", "small"))
                .isNotEmpty()
                .isEqualTo(where(model -> model.slice().equals("reboot")
                        && model.variant().equals("v2")
                        && model.timeClass().equals("small")));
    }

    @Test
    void check_runs_the_named_models_that_pass() {
        Sandbox.Run run = sandbox.run("check", "--variant", "v1", Sandbox.FENCE, "v2-retry-table")
                .succeeds();
        assertThat(run.out()).contains(Sandbox.FENCE).doesNotContain("v2-retry-table");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "--variant v3                      ; unknown variant v3; there are ",
                "--variant v1,v3                   ; unknown variant v3; there are ",
                "--slice reborn                    ; unknown slice reborn; there are ",
                "--time-class big                  ; unknown time class big; there are smoke, small, large",
                "--time-class ''                   ; unknown time class ",
                "--variant v1 v2-retry-table       ; no model is left",
                "--variant v1 --time-class large    ; no model is left"
            })
    void an_unknown_value_and_an_empty_choice_are_wrong_usage(String arguments, String complaint) throws IOException {
        String[] all = ("check " + arguments).replace("''", "").split(" ", -1);
        sandbox.refuses(2, complaint, all);
    }

    private static Manifest manifest() {
        return Manifest.read(Path.of("specs"));
    }

    private static List<Model> where(Predicate<Model> predicate) {
        return manifest().models().stream().filter(predicate).toList();
    }

    private static List<Model> select(String... arguments) {
        return CommandLine.populateCommand(new ModelFilter(), arguments)
                .select(manifest(), manifest().models());
    }
}
