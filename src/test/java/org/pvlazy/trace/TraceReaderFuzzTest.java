package org.pvlazy.trace;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pvlazy.fuzz.Fuzzer;

class TraceReaderFuzzTest {
    @Test
    void a_trace_is_read_or_refused(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("t.json");
        List<byte[]> good = List.of(
                TraceWriter.toJson(Traces.withValues()).getBytes(StandardCharsets.UTF_8),
                TraceWriter.toJson(Traces.ending(new TraceEnd.Lasso(0), null)).getBytes(StandardCharsets.UTF_8),
                Files.readAllBytes(Path.of("traces/counterexamples/v2-tables-unlocked-list.itf.json")));
        Fuzzer.refusing(".*t\\.json: ", TraceFormatException.class)
                .feed(good, input -> TraceWriter.toJson(TraceReader.read(Files.write(file, input))));
    }
}
