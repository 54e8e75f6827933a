package org.pvlazy.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pvlazy.conformance.EdgeClass;
import org.pvlazy.conformance.EdgeCoverage;
import org.pvlazy.fuzz.Fuzzer;
import org.pvlazy.tlc.Manifest;
import org.pvlazy.trace.TraceFormatException;

/** What pvlazy has written and reads again. */
class ReportFuzzTest {
    private static final Manifest MANIFEST = Manifest.read(Path.of("specs"));

    private static final RunReport RUN = new RunReport(
            "verify",
            List.of(Samples.good(Samples.FULL), Samples.wrong(Samples.FINDING)),
            List.of(Samples.replay(9, List.of(Samples.divergence()))));

    @TempDir
    private Path folder;

    @Test
    void a_coverage_is_read_or_refused() throws IOException {
        Path file = folder.resolve("c.json");
        EdgeCoverage coverage = new EdgeCoverage();
        coverage.add(new EdgeClass("Up", "ok", "io"), 3);
        coverage.add(new EdgeClass("Down", "busy", "kthread"), 4);
        new CoverageFile("reboot-v2", "abc", 1, 2, 7, coverage).write(file);
        Fuzzer.refusing("no coverage: |.*c\\.json: not UTF-8", IllegalArgumentException.class)
                .or(TraceFormatException.class)
                .feed(List.of(Files.readAllBytes(file)), input -> {
                    Files.write(file, input);
                    CoverageFile.read(file).write(file);
                });
    }

    @Test
    void a_result_is_read_or_refused() throws IOException {
        Path file = folder.resolve("result.json");
        List<byte[]> good = List.of(JsonReport.render(RUN).getBytes(StandardCharsets.UTF_8));
        Fuzzer.refusing(".*result\\.json: ", TraceFormatException.class).feed(good, input -> {
            Files.write(file, input);
            JsonReport.render(JsonResult.open(file).run(MANIFEST));
        });
    }

    @Test
    void a_file_in_another_encoding_is_named() throws IOException {
        Path file = Files.write(folder.resolve("c.json"), new byte[] {'"', (byte) 0xfc, '"'});
        assertThatThrownBy(() -> CoverageFile.read(file)).hasMessage(file + ": not UTF-8");
        assertThatThrownBy(() -> JsonResult.open(file)).hasMessage(file + ": not UTF-8");
    }

    @Test
    void seconds_without_end_are_refused() throws IOException {
        Path file = folder.resolve("result.json");
        String good = JsonReport.render(RUN);
        assertThat(good).contains("\"seconds\": 0.125");
        Files.writeString(file, good.replace("\"seconds\": 0.125", "\"seconds\": 1e400"));
        assertThatThrownBy(() -> JsonResult.open(file).run(MANIFEST))
                .hasMessage(file + ": not a result of pvlazy: seconds: 1e400");
    }
}
