package org.pvlazy.mutation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pvlazy.mutation.Mutant.Side;
import org.pvlazy.tlc.ManifestException;

class FaultReportTest {
    private static final String METHOD = "a_fault_is_found(String, String, MachineFactory) ";

    @TempDir
    private Path folder;

    @Test
    void a_case_that_passes_noticed_its_fault() throws IOException {
        List<Kill> kills = FaultReport.read(report(
                test("conformance.SeededFaultsTest", METHOD + "missing mmput (K)", ""),
                test(
                        "conformance.SeededFaultsTest",
                        METHOD + "lost wake-up",
                        "<failure type='a'>nothing differed</failure>"),
                test("conformance.SeededFaultsTest", METHOD + "never tried", "<skipped/>"),
                test("tlc.SeededSpecificationFaultsTest", METHOD + "no guard", "<error type='b'>died</error>")));
        assertThat(kills)
                .extracting(kill -> kill.mutant().name())
                .containsExactly(
                        "SeededFaultsTest: missing mmput (K)",
                        "SeededFaultsTest: lost wake-up",
                        "SeededFaultsTest: never tried",
                        "SeededSpecificationFaultsTest: no guard");
        assertThat(kills)
                .extracting(Kill::status)
                .containsExactly(
                        Kill.Status.KILLED, Kill.Status.SURVIVED, Kill.Status.NOT_JUDGED, Kill.Status.SURVIVED);
        assertThat(kills)
                .extracting(kill -> kill.mutant().side())
                .containsExactly(Side.CODE, Side.CODE, Side.CODE, Side.SPECIFICATION);
        assertThat(kills.get(0).killedBy()).containsExactly("test: conformance.SeededFaultsTest.a_fault_is_found");
    }

    @Test
    void what_tries_without_a_fault_is_no_fault() throws IOException {
        assertThat(FaultReport.read(report(
                        test(
                                "tlc.SeededSpecificationFaultsTest",
                                "without_a_fault_everything_holds(Bounds) reboot",
                                ""),
                        test("conformance.SeededFaultsTest", "without_a_fault_every_edge_is_replayed", ""))))
                .isEmpty();
    }

    @Test
    void anything_else_is_refused() throws IOException {
        Path file = Files.writeString(folder.resolve("TEST-a.xml"), "<testsuite>");
        assertThatThrownBy(() -> FaultReport.read(file))
                .isInstanceOf(ManifestException.class)
                .hasMessageEndingWith("TEST-a.xml: no report of tests");
    }

    private Path report(String... tests) throws IOException {
        return Files.writeString(
                folder.resolve("TEST-a.xml"),
                "<?xml version='1.0' encoding='UTF-8'?>\n<testsuite>\n" + String.join("\n", tests)
                        + "\n</testsuite>\n");
    }

    private static String test(String type, String name, String inside) {
        return "<testcase name='" + name + "' classname='org.pvlazy." + type + "' time='0.1'>" + inside + "</testcase>";
    }
}
