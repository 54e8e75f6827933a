package org.pvlazy.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpecsReadmeTest {
    private static final List<String> SECTIONS = List.of(
            "What is violated", "What happens", "Why", "What it needs", "What repairs it", "Reproduce", "Steps");

    private final String text = Repository.read("specs/README.md");
    private final Set<String> readme = Markdown.codeSpans(text);
    private final List<Manifest.Entry> manifest = Manifest.read();

    @ParameterizedTest
    @ValueSource(strings = {"Lifecycle", "PageLife", "GuestTables", "Oom"})
    void every_action_is_mapped_to_the_kernel(String specification) {
        Set<String> actions = SpecText.actions(Repository.read("specs/" + specification + ".tla"));
        assertThat(actions).hasSizeGreaterThan(10);
        assertThat(Markdown.missing(actions, readme))
                .as("actions of %s that have to be written as `code` in specs/README.md", specification)
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Lifecycle", "PageLife", "GuestTables", "Oom"})
    void every_property_has_a_sentence(String specification) {
        Set<String> definitions = SpecText.definitions(Repository.read("specs/" + specification + "Properties.tla"));
        assertThat(definitions).hasSizeGreaterThan(10);
        assertThat(Markdown.missing(definitions, readme))
                .as("definitions of %sProperties that have to be written as `code` in specs/README.md", specification)
                .isEmpty();
    }

    @Test
    void everything_that_a_model_checks_has_a_sentence() {
        for (Path cfg : Repository.files("specs/models", ".cfg")) {
            Set<String> checked = SpecText.checkedBy(Repository.read(cfg));

            assertThat(checked).as("what %s checks", Repository.name(cfg)).isNotEmpty();
            assertThat(Markdown.missing(checked, readme))
                    .as("what %s checks and specs/README.md has to write as `code`", Repository.name(cfg))
                    .isEmpty();
        }
    }

    @Test
    void every_variable_is_mapped_to_the_kernel() {
        for (Path module : Repository.files("specs", ".tla")) {
            assertThat(Markdown.missing(SpecText.variables(Repository.read(module)), readme))
                    .as("variables of %s that have to be written as `code` in specs/README.md", Repository.name(module))
                    .isEmpty();
        }
    }

    @Test
    void every_constant_has_a_meaning() {
        for (Path module : Repository.files("specs", ".tla")) {
            assertThat(Markdown.missing(SpecText.constants(Repository.read(module)), readme))
                    .as("constants of %s that have to be written as `code` in specs/README.md", Repository.name(module))
                    .isEmpty();
        }
    }

    @Test
    void every_model_is_one_that_the_manifest_knows() {
        Set<String> names = new TreeSet<>();
        manifest.forEach(model -> names.add(model.name()));
        for (Path document : Repository.files("", ".md")) {
            Set<String> unknown = new TreeSet<>(Markdown.codeSpans(Repository.read(document)));
            unknown.removeIf(span -> !span.matches("(reboot|live|witness|v1|v2)-[a-z0-9-]+"));
            unknown.removeAll(names);
            if (!document.endsWith("CHANGELOG.md")) {
                assertThat(unknown)
                        .as("models that %s names and specs/manifest.json does not", Repository.name(document))
                        .isEmpty();
            }
        }
    }

    @Test
    void models_and_manifest_name_the_same_configurations() {
        Set<String> files = new TreeSet<>();
        for (Path cfg : Repository.files("specs/models", ".cfg")) {
            files.add("models/" + cfg.getFileName());
        }

        assertThat(manifest)
                .as("specs/manifest.json against the files of specs/models")
                .extracting(Manifest.Entry::cfg)
                .containsExactlyInAnyOrderElementsOf(files);
        assertThat(manifest)
                .as("a model has the name of its configuration")
                .allSatisfy(model -> assertThat(model.cfg()).isEqualTo("models/" + model.name() + ".cfg"));
    }

    @Test
    void the_property_expected_to_fail_is_one_that_the_model_checks() {
        assertThat(manifest)
                .filteredOn(model -> model.expected().equals("violation"))
                .allSatisfy(model -> assertThat(SpecText.checkedBy(Repository.read("specs/" + model.cfg())))
                        .as("what %s checks", model.name())
                        .contains(model.property()));
    }

    @Test
    void every_violation_that_is_no_witness_is_explained() {
        assertThat(manifest).filteredOn(Manifest.Entry::wantsEssay).isNotEmpty().allSatisfy(model -> {
            assertThat(Files.exists(Repository.path(model.essay())))
                    .as("%s exists", model.essay())
                    .isTrue();
            String essay = Repository.read(model.essay());
            assertThat(Markdown.headings(essay))
                    .as("sections of %s", model.essay())
                    .containsAll(SECTIONS);
            assertThat(Markdown.codeSpans(essay))
                    .as("%s names the property", model.essay())
                    .contains(model.property());
            assertThat(essay)
                    .as("%s says how to reproduce it", model.essay())
                    .contains(
                            "./pvlazy check " + model.name(),
                            "./pvlazy show traces/counterexamples/" + model.name() + ".itf.json",
                            "./pvlazy replay traces/counterexamples/" + model.name() + ".itf.json",
                            "-config " + model.cfg() + " " + model.module())
                    .containsSubsequence("<!-- steps:begin -->", "<!-- steps:end -->");
        });
    }

    @Test
    void every_essay_belongs_to_a_model() {
        assertThat(Repository.files("traces/counterexamples", ".md"))
                .extracting(Repository::name)
                .containsExactlyInAnyOrderElementsOf(manifest.stream()
                        .filter(Manifest.Entry::wantsEssay)
                        .map(Manifest.Entry::essay)
                        .toList());
    }

    @Test
    void the_results_have_a_place() {
        assertThat(text).containsSubsequence("<!-- results:begin -->", "<!-- results:end -->");
    }
}
