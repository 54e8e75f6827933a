package org.pvlazy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pvlazy.report.Blocks;
import org.pvlazy.report.PropertyTable;
import org.pvlazy.report.PropertyVerdicts;
import org.pvlazy.report.ResultsTable;
import org.pvlazy.report.StepTable;
import org.pvlazy.tlc.Manifest;
import org.pvlazy.tlc.Model;
import org.pvlazy.tlc.SpecHash;
import org.pvlazy.trace.Trace;
import org.pvlazy.trace.TraceReader;
import org.pvlazy.trace.TraceWriter;

/** What is generated and committed is what would be generated now. */
class GeneratedFilesTest {
    private static final Manifest MANIFEST = Manifest.read(Path.of("specs"));
    private static final Path TRACES = Path.of("traces/counterexamples");

    static Stream<Model> models() {
        return MANIFEST.models().stream().filter(Model::hasCounterexample);
    }

    @ParameterizedTest
    @MethodSource("models")
    void a_trace_is_of_the_specification_as_it_is(Model model) throws IOException {
        Path file = TRACES.resolve(model.name() + ".itf.json");
        Trace trace = TraceReader.read(file);
        assertThat(trace.origin().model()).isEqualTo(model.name());
        assertThat(trace.origin().variant()).isEqualTo(model.variant());
        assertThat(trace.violation()).isNotNull();
        assertThat(String.valueOf(trace.violation())).contains("property=" + model.property() + ",");
        assertThat(trace.origin().specHash())
                .as("%s is stale: run ./pvlazy generate %s", file, model.name())
                .isEqualTo(SpecHash.of(model.files(MANIFEST.specs())));
        assertThat(file).hasContent(TraceWriter.toJson(trace));
    }

    @ParameterizedTest
    @MethodSource("models")
    void an_essay_has_the_steps_of_its_trace(Model model) throws IOException {
        Path essay = TRACES.resolve(model.name() + ".md");
        Trace trace = TraceReader.read(TRACES.resolve(model.name() + ".itf.json"));
        assertThat(Files.readString(essay))
                .as("steps of %s: run ./pvlazy generate %s", essay, model.name())
                .isEqualTo(Blocks.replace(Files.readString(essay), "steps", StepTable.of(trace)));
    }

    @Test
    void the_table_of_results_is_the_manifest() throws IOException {
        Path readme = Path.of("specs/README.md");
        assertThat(Files.readString(readme))
                .as("results of %s: run ./pvlazy generate", readme)
                .isEqualTo(Blocks.replace(Files.readString(readme), "results", ResultsTable.of(MANIFEST)));
    }

    @Test
    void the_verdicts_are_those_of_the_models() throws IOException {
        Path readme = Path.of("specs/README.md");
        PropertyVerdicts verdicts = PropertyVerdicts.of(MANIFEST.specs(), MANIFEST.models());
        assertThat(Files.readString(readme))
                .as("verdicts of %s: run ./pvlazy generate", readme)
                .isEqualTo(Blocks.replace(Files.readString(readme), "verdicts", PropertyTable.of(verdicts)));
    }

    private static Documents documents() {
        Common common = new Common();
        common.home = Path.of("");
        return new Documents(MANIFEST, common);
    }

    @Test
    void the_gallery_has_every_counterexample() throws IOException {
        Path readme = Path.of("traces/README.md");
        assertThat(Files.readString(readme))
                .as("counterexamples of %s: run ./pvlazy generate --documents", readme)
                .isEqualTo(Blocks.replace(
                        Files.readString(readme), "counterexamples", documents().gallery()));
        assertThat(models().map(Model::name))
                .allSatisfy(model -> assertThat(readme).content().contains("(counterexamples/" + model + ".md)"));
    }

    @Test
    void the_tour_has_the_pictures_that_the_tool_draws() throws IOException {
        Map<String, String> pictures = documents().tour();
        Path tour = Path.of("docs/tour");
        for (Map.Entry<String, String> picture : pictures.entrySet()) {
            assertThat(tour.resolve(picture.getKey()))
                    .as("stale: run ./pvlazy generate --documents")
                    .hasContent(picture.getValue());
            assertThat(Path.of("docs/tour.md")).content().contains("(tour/" + picture.getKey() + ")");
        }
        try (Stream<Path> files = Files.list(tour)) {
            assertThat(files.map(file -> String.valueOf(file.getFileName())))
                    .containsExactlyInAnyOrderElementsOf(pictures.keySet());
        }
    }

    @Test
    void a_stale_gallery_is_made_again(@TempDir Path folder) throws IOException {
        Sandbox sandbox = new Sandbox(folder);
        String before = sandbox.read("traces/README.md");
        sandbox.edit(
                "traces/README.md",
                "| shutdown | v2 | `ListExclusive` | 27 |",
                "| shutdown | v2 | `ListExclusive` | 26 |");
        assertThat(sandbox.read("traces/README.md")).isNotEqualTo(before);
        sandbox.run("generate", "--documents").succeeds();
        assertThat(sandbox.read("traces/README.md")).isEqualTo(before);
    }

    @Test
    void every_trace_belongs_to_a_model() throws IOException {
        try (Stream<Path> files = Files.list(TRACES)) {
            assertThat(files.map(file -> String.valueOf(file.getFileName())).filter(name -> name.endsWith(".json")))
                    .containsExactlyInAnyOrderElementsOf(
                            models().map(model -> model.name() + ".itf.json").toList());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {Sandbox.FENCE, "v2-fail-path-mm"})
    void generating_again_gives_the_same_bytes(String model, @TempDir Path folder) throws IOException {
        Sandbox sandbox = new Sandbox(folder);
        Map<String, String> committed = sandbox.files();
        Files.delete(sandbox.trace(model));
        sandbox.edit("traces/counterexamples/" + model + ".md", "| 1 |", "| one |");
        sandbox.edit("specs/README.md", "| `reboot-v2` |", "| `reboot` |");

        Sandbox.Run run = sandbox.run("generate", model).succeeds();

        assertThat(run.out().lines())
                .containsExactly(
                        sandbox.trace(model).toString(),
                        sandbox.path("traces/counterexamples/" + model + ".md").toString(),
                        sandbox.path("specs/README.md").toString(),
                        sandbox.path("traces/README.md").toString());
        assertThat(sandbox.files()).isEqualTo(committed);
    }
}
