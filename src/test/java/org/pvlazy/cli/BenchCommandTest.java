package org.pvlazy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchCommandTest {
    @TempDir
    private Path folder;

    @Test
    void a_model_is_checked_and_replayed_and_what_it_took_is_written() throws IOException {
        Path json = folder.resolve("bench.json");
        Sandbox.Run run = new Sandbox(folder)
                .run("bench", "conformance", "--model", "reboot-v2-batches", "--json", json.toString())
                .succeeds();
        assertThat(run.out().lines()).first().asString().matches("reboot-v2-batches +measured +wanted *");
        assertThat(run.out().lines())
                .anyMatch(line -> line.matches("edges replayed +3,217 +3,217 +met"))
                .anyMatch(line -> line.matches("rejected +0 +0 +met"))
                .anyMatch(line -> line.matches("seconds for 1,000 of 200 events +[\\d.]+ +<= 20.0 +\\w+"));
        JsonObject result = JsonParser.parseString(Files.readString(json)).getAsJsonObject();
        assertThat(result.get("command").getAsString()).isEqualTo("bench");
        JsonObject bench = result.getAsJsonArray("bench").get(0).getAsJsonObject();
        assertThat(bench.get("name").getAsString()).isEqualTo("conformance");
        assertThat(bench.get("tlcSeconds").getAsDouble()).isPositive();
        assertThat(bench.get("graphSeconds").getAsDouble()).isPositive();
        assertThat(bench.get("peakHeapBytes").getAsLong()).isPositive();
        assertThat(result.getAsJsonArray("models")).hasSize(1);
        assertThat(result.getAsJsonArray("replays")).hasSize(1);
        assertThat(result.getAsJsonArray("recordings")).hasSize(1);
    }

    @Test
    void an_unknown_model_is_named() {
        Sandbox.pvlazy("bench", "conformance", "--model", "nosuch").complains(2, "nosuch");
    }
}
