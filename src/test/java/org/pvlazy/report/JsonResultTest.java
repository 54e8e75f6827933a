package org.pvlazy.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pvlazy.tlc.Manifest;
import org.pvlazy.tlc.Model;
import org.pvlazy.trace.TraceFormatException;

class JsonResultTest {
    private static final Manifest MANIFEST = Manifest.read(Path.of("specs"));

    @TempDir
    private Path folder;

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("result.json"), text);
    }

    @Test
    void a_result_read_back_gives_the_same_report() throws IOException {
        List<Model> models = MANIFEST.models().subList(0, 3);
        RunReport run = new RunReport(
                "verify",
                List.of(Samples.good(models.get(0)), Samples.wrong(models.get(1)), Samples.failed(models.get(2))),
                List.of(Samples.replay(100, List.of(Samples.divergence()))));
        RunReport read = JsonResult.open(write(JsonReport.render(run))).run(MANIFEST);
        assertThat(JsonReport.render(read)).isEqualTo(JsonReport.render(run));
        assertThat(page(read)).isEqualTo(page(run));
    }

    private static String page(RunReport run) throws IOException {
        return HtmlReport.render(run, PropertyVerdicts.of(MANIFEST.specs(), List.of()), ReportLinks.none());
    }

    @Test
    void a_model_that_is_no_more_is_left_out() throws IOException {
        RunReport run =
                new RunReport("verify", List.of(Samples.good(Samples.model("gone", "exhaustive", null))), List.of());
        assertThat(JsonResult.open(write(JsonReport.render(run))).run(MANIFEST).models())
                .isEmpty();
    }

    @Test
    void something_else_is_refused() throws IOException {
        assertThatThrownBy(() -> JsonResult.open(write("[]"))).isInstanceOf(TraceFormatException.class);
        JsonResult broken = JsonResult.open(write("{\"command\": \"verify\", \"models\": [3]}"));
        assertThatThrownBy(() -> broken.run(MANIFEST))
                .isInstanceOf(TraceFormatException.class)
                .hasMessageContaining("not a result of pvlazy");
    }
}
