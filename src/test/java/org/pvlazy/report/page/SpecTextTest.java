package org.pvlazy.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.pvlazy.tlc.SpecFiles;

class SpecTextTest {
    private static SpecText text() throws IOException {
        return SpecText.of(new SpecFiles(Path.of("specs"), "MCLifecycle", "models/v2-close-during-exit"));
    }

    @Test
    void a_definition_comes_with_the_comment_above_it_and_ends_before_the_next() throws IOException {
        Source source = Objects.requireNonNull(text().definition("ListExclusive"));
        assertThat(source.file()).isEqualTo("LifecycleProperties.tla");
        assertThat(source.lines().get(0)).isEqualTo("ListExclusive ==");
        assertThat(source.lines()).hasSize(4).last().asString().contains("array_use_after_free");
        Source commented = Objects.requireNonNull(text().definition("K4_DestroyConf"));
        assertThat(commented.lines().get(0)).startsWith("\\* uv_cmd_nodata");
        assertThat(text().definition("NoSuchOperator")).isNull();
    }

    @Test
    void a_variable_is_known_with_its_c_field_and_its_module() throws IOException {
        assertThat(text().variable("users")).isEqualTo(new SpecText.Variable("Host", "mm_users"));
        assertThat(text().variable("ust")).extracting("module").isEqualTo("Ultravisor");
        assertThat(text().variable("Next")).isNull();
    }

    @Test
    void every_variable_of_a_trace_has_a_note() throws IOException {
        assertThat(org.pvlazy.trace.TraceReader.read(Path.of("traces/counterexamples/v2-close-during-exit.itf.json"))
                        .variables())
                .allSatisfy(name -> assertThat(text().variable(name)).as(name).isNotNull());
    }

    @Test
    void every_kernel_step_has_a_note() throws IOException {
        StepNotes notes = StepNotes.in(Path.of("src/main/java"));
        assertThat(org.pvlazy.probe.Step.values())
                .allSatisfy(step ->
                        assertThat(notes.of(step.name())).as(step.name()).isNotEmpty());
        assertThat(notes.of("C3_INC_PROTECTED")).isEqualTo("Increments is_protected.");
        assertThat(StepNotes.in(Path.of("nowhere")).of("C3_INC_PROTECTED")).isEmpty();
    }
}
