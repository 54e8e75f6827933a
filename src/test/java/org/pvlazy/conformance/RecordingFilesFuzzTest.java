package org.pvlazy.conformance;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pvlazy.fuzz.Fuzzer;
import org.pvlazy.trace.TraceFormatException;

class RecordingFilesFuzzTest {
    private static final Slice SLICE = Slices.named("oom");
    private static final Path GOOD = Path.of("traces/recorded/oom-v2-arrays-4.json");

    @Test
    void a_recording_is_read_or_refused(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("r.json");
        List<byte[]> good = List.of(Files.readAllBytes(GOOD));
        Fuzzer.refusing(".*r\\.json: ", TraceFormatException.class).feed(good, input -> {
            Recording recording = RecordingFiles.read(Files.write(file, input), SLICE);
            RecordingFiles.write(recording, SLICE, file);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "3, 1025000, not from 0 to 4095: 1025000",
        "4, -1, not from 0 to 255: -1",
        "1, {}, JsonObject",
    })
    void an_event_with_a_field_out_of_range(int field, String value, String complaint, @TempDir Path folder)
            throws IOException {
        JsonObject recording = JsonParser.parseString(Files.readString(GOOD)).getAsJsonObject();
        recording.getAsJsonArray("events").get(1).getAsJsonArray().set(field, JsonParser.parseString(value));
        Path file = Files.writeString(folder.resolve("r.json"), recording.toString());
        assertThatThrownBy(() -> RecordingFiles.read(file, SLICE))
                .isInstanceOf(TraceFormatException.class)
                .hasMessage(file + ": events[1]: " + complaint);
    }
}
