package org.pvlazy.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The picture of the architecture: arrows point down, and the two sides never see each other. */
class LayersTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.pvlazy");

    @Test
    void arrows_point_down_only() {
        ArchRule layers = Architectures.layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("cli")
                .definedBy("org.pvlazy.cli..")
                .layer("mutation")
                .definedBy("org.pvlazy.mutation..")
                .layer("report")
                .definedBy("org.pvlazy.report..")
                .layer("conformance")
                .definedBy("org.pvlazy.conformance..")
                .layer("testgen")
                .definedBy("org.pvlazy.testgen..")
                .layer("tlc")
                .definedBy("org.pvlazy.tlc..")
                .layer("trace")
                .definedBy("org.pvlazy.trace..")
                .layer("tla")
                .definedBy("org.pvlazy.tla..")
                .layer("kvm")
                .definedBy("org.pvlazy.kvm..")
                .layer("mm")
                .definedBy("org.pvlazy.mm..")
                .layer("uv")
                .definedBy("org.pvlazy.uv..")
                .layer("probe")
                .definedBy("org.pvlazy.probe..")
                .whereLayer("cli")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("mutation")
                .mayOnlyBeAccessedByLayers("cli")
                .whereLayer("report")
                .mayOnlyBeAccessedByLayers("cli", "mutation")
                .whereLayer("conformance")
                .mayOnlyBeAccessedByLayers("cli", "mutation", "report")
                .whereLayer("testgen")
                .mayOnlyBeAccessedByLayers("mutation", "conformance")
                .whereLayer("tlc")
                .mayOnlyBeAccessedByLayers("cli", "mutation", "report", "conformance", "testgen")
                .whereLayer("trace")
                .mayOnlyBeAccessedByLayers("cli", "report", "conformance", "tlc")
                .whereLayer("tla")
                .mayOnlyBeAccessedByLayers("report", "conformance", "testgen", "tlc", "trace")
                .whereLayer("kvm")
                .mayOnlyBeAccessedByLayers("conformance")
                .whereLayer("mm")
                .mayOnlyBeAccessedByLayers("conformance", "kvm")
                .whereLayer("uv")
                .mayOnlyBeAccessedByLayers("conformance", "kvm", "mm")
                .whereLayer("probe")
                .mayOnlyBeAccessedByLayers("cli", "conformance", "kvm", "mm", "uv");
        layers.check(CLASSES);
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
