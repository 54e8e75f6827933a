package org.pvlazy.report.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pvlazy.tlc.Evaluator;
import org.pvlazy.tlc.IsolatedTlc;
import org.pvlazy.tlc.Manifest;
import org.pvlazy.tlc.SpecFiles;
import org.pvlazy.trace.JsonSchema;

/** The folder for tlaplus/Examples keeps the rules that are checked there. */
class ExamplesFolderTest {
    private static final Manifest MANIFEST = Manifest.read(Path.of("specs"));
    private static final String FOLDER = "specifications/kvm-lazy-destroy/";
    private static final JsonSchema SCHEMA = JsonSchema.read(Path.of("src/test/resources/report/examples.schema.json"));

    private static Map<String, String> files = Map.of();

    @BeforeAll
    static void make() throws IOException {
        files = ExamplesFolder.of(MANIFEST, MANIFEST.models());
    }

    private static JsonObject manifest() {
        return JsonParser.parseString(String.valueOf(files.get(FOLDER + "manifest.json")))
                .getAsJsonObject();
    }

    private static Stream<JsonObject> modules() {
        return manifest().getAsJsonArray("modules").asList().stream().map(JsonElement::getAsJsonObject);
    }

    private static Stream<JsonObject> models(JsonObject module) {
        return module.getAsJsonArray("models").asList().stream().map(JsonElement::getAsJsonObject);
    }

    @Test
    void the_manifest_fits_the_schema() {
        assertThat(SCHEMA.problems(manifest())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"sources\": [] | \"sources\": 1 | sources",
                "\"runtime\": \"00:00:10\" | \"runtime\": \"10 s\" | runtime",
                "\"result\": \"success\" | \"result\": \"pass\" | result",
                "\"workers\": 1 | \"worker\": 1 | worker"
            })
    void what_does_not_fit_is_noticed(String good, String bad, String place) {
        String text = String.valueOf(files.get(FOLDER + "manifest.json"));
        assertThat(text).contains(good);
        assertThat(SCHEMA.problems(JsonParser.parseString(text.replace(good, bad))))
                .anySatisfy(problem -> assertThat(problem).contains(place));
    }

    @Test
    void every_module_and_configuration_is_listed_once_under_a_name_that_begins_with_its_module() {
        List<String> listed = modules()
                .flatMap(module -> Stream.concat(Stream.of(module), models(module)))
                .map(each -> each.get("path").getAsString())
                .toList();
        assertThat(listed)
                .containsExactlyInAnyOrderElementsOf(files.keySet().stream()
                        .filter(file -> file.endsWith(".tla") || file.endsWith(".cfg"))
                        .toList());
        assertThat(modules()).allSatisfy(module -> {
            String stem = module.get("path").getAsString().replace(".tla", "");
            assertThat(models(module))
                    .allSatisfy(
                            model -> assertThat(model.get("path").getAsString()).startsWith(stem));
        });
        assertThat(modules().flatMap(ExamplesFolderTest::models)).hasSameSizeAs(MANIFEST.models());
    }

    @Test
    void only_models_that_hold_have_counts() {
        assertThat(modules().flatMap(ExamplesFolderTest::models))
                .allSatisfy(model -> assertThat(model.has("distinctStates"))
                        .isEqualTo(model.get("result").getAsString().equals("success")));
    }

    @Test
    void no_module_has_a_feature_that_would_have_to_be_named() {
        assertThat(files)
                .allSatisfy(
                        (name, text) -> assertThat(text).doesNotContain("--algorithm", "\\cdot", "PROOF", "OBVIOUS"));
    }

    @Test
    void a_model_can_be_evaluated_in_that_folder_alone(@TempDir Path folder) throws IOException {
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path target = folder.resolve(file.getKey());
            Files.createDirectories(target.getParent());
            Files.writeString(target, file.getValue());
        }
        SpecFiles specification = new SpecFiles(folder.resolve(FOLDER), "MCOom", "MCOom-oom-v2");
        try (Evaluator evaluator = IsolatedTlc.open(specification)) {
            assertThat(evaluator.initialStates()).isNotEmpty();
        }
    }
}
