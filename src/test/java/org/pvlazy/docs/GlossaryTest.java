package org.pvlazy.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pvlazy.probe.Step;

class GlossaryTest {
    private final Set<String> glossary = Markdown.codeSpans(Repository.read("docs/glossary.md"));

    @Test
    void every_step_of_the_implementation_has_a_row() {
        assertThat(Markdown.missing(Arrays.stream(Step.values()).map(Step::name).toList(), glossary))
                .as("constants of Step that have to be written as `code` in docs/glossary.md")
                .isEmpty();
    }

    @Test
    void every_variable_of_the_specifications_has_a_row() {
        Set<String> variables = new TreeSet<>();
        for (Path module : Repository.files("specs", ".tla")) {
            variables.addAll(SpecText.variables(Repository.read(module)));
        }

        assertThat(variables).as("variables found in specs/*.tla").contains("ust", "owner", "users", "pc", "splat");
        assertThat(Markdown.missing(variables, glossary))
                .as("variables of the specifications that have to be written as `code` in docs/glossary.md")
                .isEmpty();
    }

    @Test
    void every_constant_of_the_specifications_has_a_row() {
        Set<String> constants = new TreeSet<>();
        for (Path module : Repository.files("specs", ".tla")) {
            constants.addAll(SpecText.constants(Repository.read(module)));
        }

        assertThat(constants)
                .as("constants found in specs/*.tla")
                .contains("MaxConfigs", "NPages", "Ends", "MaxReboots", "FIX_MM_COUNT");
        assertThat(Markdown.missing(constants, glossary))
                .as("constants of the specifications that have to be written as `code` in docs/glossary.md")
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Lifecycle", "PageLife", "GuestTables", "Oom"})
    void every_action_of_a_specification_has_a_row(String specification) {
        Set<String> actions = SpecText.actions(Repository.read("specs/" + specification + ".tla"));

        assertThat(actions).as("actions found in Next of %s", specification).contains("Enable", "K4_DestroyConf");
        assertThat(Markdown.missing(actions, glossary))
                .as("actions of %s that have to be written as `code` in docs/glossary.md", specification)
                .isEmpty();
    }
}
