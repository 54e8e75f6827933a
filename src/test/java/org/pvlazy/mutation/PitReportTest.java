package org.pvlazy.mutation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pvlazy.tlc.ManifestException;

class PitReportTest {
    private static final String TEST = "org.pvlazy.conformance.SmallGraphsTest.[engine:junit-jupiter]/"
            + "[class:org.pvlazy.conformance.SmallGraphsTest]/[test-template:every_edge(java.lang.String)]/[test-template-invocation:#8]";

    @TempDir
    private Path folder;

    @Test
    void a_mutant_of_the_code_is_named_without_its_line() throws IOException {
        List<Kill> kills = PitReport.read(report(
                mutation("KILLED", "negated conditional", TEST),
                mutation("SURVIVED", "negated conditional", ""),
                mutation("NO_COVERAGE", "removed call", ""),
                mutation("TIMED_OUT", "changed increment", ""),
                mutation("RUN_ERROR", "replaced return", "")));
        assertThat(kills)
                .extracting(kill -> kill.mutant().name())
                .startsWith("uv.Configs.create: negated conditional", "uv.Configs.create: negated conditional #2");
        assertThat(kills)
                .extracting(Kill::status)
                .containsExactly(
                        Kill.Status.KILLED,
                        Kill.Status.SURVIVED,
                        Kill.Status.SURVIVED,
                        Kill.Status.KILLED,
                        Kill.Status.INVALID);
        assertThat(kills.get(0).killedBy()).containsExactly("test: conformance.SmallGraphsTest.every_edge");
        assertThat(kills.get(3).killedBy()).containsExactly("timeout");
        assertThat(kills.get(0).mutant().kind()).isEqualTo("MathMutator");
        assertThat(kills.get(0).mutant().subject()).isEqualTo("uv");
    }

    @Test
    void anything_else_is_refused() throws IOException {
        Path file = Files.writeString(folder.resolve("mutations.xml"), "{}");
        assertThatThrownBy(() -> PitReport.read(file))
                .isInstanceOf(ManifestException.class)
                .hasMessageEndingWith("mutations.xml: no report of PIT");
    }

    private Path report(String... mutations) throws IOException {
        return Files.writeString(
                folder.resolve("mutations.xml"),
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<mutations partial=\"true\">\n"
                        + String.join("\n", mutations) + "\n</mutations>\n");
    }

    private static String mutation(String status, String description, String test) {
        return "<mutation detected='true' status='" + status + "' numberOfTestsRun='1'>"
                + "<sourceFile>Configs.java</sourceFile><mutatedClass>org.pvlazy.uv.Configs</mutatedClass>"
                + "<mutatedMethod>create</mutatedMethod><lineNumber>31</lineNumber>"
                + "<mutator>org.pitest.mutationtest.engine.gregor.mutators.MathMutator</mutator>"
                + "<killingTest>" + test + "</killingTest><description>" + description
                + "</description></mutation>";
    }
}
