package org.pvlazy.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The picture of the architecture: arrows point down, and the two sides never see each other. */
class LayersTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.pvlazy");

    /** From a layer to those above it that may use it. */
    private static final Map<String, List<String>> USERS = Map.ofEntries(
            Map.entry("cli", List.of()),
            Map.entry("bench", List.of("cli", "report")),
            Map.entry("mutation", List.of("cli")),
            Map.entry("report", List.of("cli", "mutation")),
            Map.entry("conformance", List.of("cli", "mutation", "report")),
            Map.entry("testgen", List.of("mutation", "conformance")),
            Map.entry("tlc", List.of("cli", "mutation", "report", "conformance", "testgen")),
            Map.entry("trace", List.of("cli", "report", "conformance", "tlc")),
            Map.entry("tla", List.of("report", "conformance", "testgen", "tlc", "trace")),
            Map.entry("kvm", List.of("bench", "conformance")),
            Map.entry("mm", List.of("bench", "conformance", "kvm")),
            Map.entry("uv", List.of("conformance", "kvm", "mm")),
            Map.entry("probe", List.of("bench", "cli", "conformance", "kvm", "mm", "uv")));

    @Test
    void arrows_point_down_only() {
        USERS.forEach((layer, users) -> usedOnlyBy(layer, users).check(CLASSES));
    }

    @Test
    void a_user_that_is_not_named_is_noticed() {
        assertThat(usedOnlyBy("kvm", List.of()).evaluate(CLASSES).hasViolation())
                .isTrue();
    }

    @Test
    void every_package_is_a_layer() {
        classes()
                .should()
                .resideInAnyPackage(
                        USERS.keySet().stream().map(LayersTest::packages).toArray(String[]::new))
                .check(CLASSES);
    }

    private static ArchRule usedOnlyBy(String layer, List<String> users) {
        String[] allowed = Stream.concat(Stream.of(layer), users.stream())
                .map(LayersTest::packages)
                .toArray(String[]::new);
        return classes()
                .that()
                .resideInAPackage(packages(layer))
                .should()
                .onlyHaveDependentClassesThat()
                .resideInAnyPackage(allowed);
    }

    private static String packages(String layer) {
        return "org.pvlazy." + layer + "..";
    }

    @Test
    void only_the_adapter_and_the_class_loader_know_tlc() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.pvlazy.tlc.embedded..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("tlc2..", "tla2sany..", "util..", "pcal..")
                .check(CLASSES);
    }

    @Test
    void the_reference_implementation_uses_the_jdk_and_nothing_else() {
        classes()
                .that()
                .resideInAnyPackage("org.pvlazy.kvm..", "org.pvlazy.mm..", "org.pvlazy.uv..", "org.pvlazy.probe..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "org.jspecify..",
                        "org.pvlazy.kvm..",
                        "org.pvlazy.mm..",
                        "org.pvlazy.uv..",
                        "org.pvlazy.probe..")
                .check(CLASSES);
    }

    @Test
    void only_the_command_line_and_the_child_that_runs_tlc_end_their_process() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.pvlazy.cli..")
                .and()
                .doNotHaveSimpleName("TlcServer")
                .should()
                .callMethod(System.class, "exit", int.class)
                .check(CLASSES);
    }

    @Test
    void the_implementation_has_no_word_of_the_specification_and_the_other_way_round() throws IOException {
        assertThat(sourcesWith(Pattern.compile("(?i)\\btla\\b|\\btlc\\b|specification"), "kvm", "mm", "uv"))
                .isEmpty();
        assertThat(sourcesWith(Pattern.compile("(?i)\\bkvm|ultravisor|\\bs390"), "tla", "trace", "tlc", "testgen"))
                .isEmpty();
    }

    private static List<Path> sourcesWith(Pattern word, String... packages) throws IOException {
        Path root = Path.of("src/main/java/org/pvlazy");
        try (Stream<Path> files = Stream.of(packages).map(root::resolve).flatMap(LayersTest::walk)) {
            return files.filter(file -> word.matcher(read(file)).find()).toList();
        }
    }

    private static Stream<Path> walk(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
