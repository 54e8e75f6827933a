package org.pvlazy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The commands when nothing is wrong, and when the implementation is not the one that the trace is about. */
class CommandsTest {
    @TempDir
    private Path folder;

    private Sandbox sandbox;

    @BeforeEach
    void copy_the_project() throws IOException {
        sandbox = new Sandbox(folder);
    }

    @Test
    void check_prints_the_verdict_and_writes_it() throws IOException {
        Map<String, String> before = sandbox.files();
        Path json = folder.resolve("new/result.json");
        Sandbox.Run run = sandbox.run("check", "--json", json.toString(), "v2-retry-table")
                .succeeds();

        assertThat(run.out().lines()).last().isEqualTo("Every verdict is as expected.");
        assertThat(run.out().lines().toList().get(1)).matches("v2-retry-table +v2 +cex +violated +violated .* ok");
        assertThat(run.err()).startsWith("check  v2-retry-table\n").contains("DonatedBack violated in ");
        JsonObject result = JsonParser.parseString(Files.readString(json)).getAsJsonObject();
        assertThat(result.keySet())
                .containsExactly("schema", "command", "verdict", "models", "replays", "recordings", "mutants", "bench");
        assertThat(result.get("schema").getAsInt()).isEqualTo(1);
        assertThat(result.get("command").getAsString()).isEqualTo("check");
        assertThat(result.get("verdict").getAsString()).isEqualTo("expected");
        JsonObject model = result.getAsJsonArray("models").get(0).getAsJsonObject();
        assertThat(model.remove("seconds").getAsDouble()).isPositive();
        assertThat(model)
                .hasToString("{\"name\":\"v2-retry-table\",\"variant\":\"v2\",\"mode\":\"counterexample\","
                        + "\"expected\":\"violation\",\"observed\":\"DonatedBack violated\","
                        + "\"property\":\"DonatedBack\",\"tlcExit\":12,\"distinct\":148,\"generated\":157,"
                        + "\"depth\":35,\"problem\":null,\"failed\":false}");
        assertThat(Objects.requireNonNull(json.getParent()).toFile().list()).containsExactly("result.json");
        assertThat(sandbox.files()).isEqualTo(before);
    }

    @Test
    void an_unexpected_verdict_is_written_too() throws IOException {
        sandbox.edit("specs/models/" + Sandbox.FENCE + ".cfg", "    SyncMode", "    TypeOK");
        Path json = Files.writeString(folder.resolve("result.json"), "old");
        Sandbox.Run run = sandbox.run("check", "--json", json.toString(), Sandbox.FENCE);
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(json).content().contains("\"verdict\": \"unexpected\"", "\"observed\": \"pass\"");
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("home", "result.json");
    }

    @Test
    void a_graph_is_replayed_and_the_result_written() throws IOException {
        Path json = folder.resolve("result.json");
        Sandbox.Run run = sandbox.run("replay", "--json", json.toString(), "--model", "reboot-v2-batches")
                .succeeds();
        assertThat(run.out()).endsWith("\nEvery verdict is as expected.\n");
        JsonObject replay = JsonParser.parseString(Files.readString(json))
                .getAsJsonObject()
                .getAsJsonArray("replays")
                .get(0)
                .getAsJsonObject();
        assertThat(replay.keySet())
                .contains(
                        "model",
                        "variant",
                        "states",
                        "edges",
                        "edgesReplayed",
                        "paths",
                        "steps",
                        "stepsPerEdge",
                        "lowerBoundSteps",
                        "enabledSetsCompared",
                        "variablesCompared",
                        "seconds",
                        "stepsPerSecond",
                        "tlcSeconds",
                        "graphSeconds",
                        "divergences");
        assertThat(replay.get("states").getAsInt()).isEqualTo(1058);
        assertThat(replay.get("edgesReplayed")).isEqualTo(replay.get("edges"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "v1-mm-use-after-free | 35 | NoMmUseAfterFree  | and reports MM_USE_AFTER_FREE: decrement of is_protected",
                "v1-fence-handle-zero | 23 | NoUvcOnHandleZero | and reports UVC_HANDLE_ZERO: DESTROY_SEC_CONF at",
                "v1-fence-kthread     | 34 | SyncMode          | and reports lazy_destroy is 0, but there is a deferred thread",
                "v2-retry-table       | 34 | DonatedBack       | and reports table 1 still allocated"
            })
    void a_counterexample_is_taken_by_its_own_variant(String model, int steps, String property, String report) {
        Sandbox.Run run = sandbox.run("replay", sandbox.trace(model).toString()).succeeds();
        assertThat(run.out().lines())
                .singleElement()
                .asString()
                .startsWith(model + ": the implementation takes all " + steps + " steps to the state that violates "
                        + property)
                .contains(report);
    }

    @ParameterizedTest
    @CsvSource({
        "v1-mm-use-after-free, v2, D1_AllocPriv, D3_GetUsers,  D2_GrabMm",
        "v1-fence-handle-zero, v2, N6_Dealloc,   D1_AllocPriv, F2_RemoveGmap",
        "v1-fence-kthread,     v2, N6_Dealloc,   D1_AllocPriv, Idle",
        "v2-retry-table,       v1, N6_ReplaceAsce, Idle,       D1_AllocPriv"
    })
    void a_counterexample_is_not_taken_by_another_variant(
            String model, String variant, String action, String expected, String actual) {
        String trace = sandbox.trace(model).toString();
        Sandbox.Run run = sandbox.run("replay", "--variant", variant, trace);
        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out().lines().toList())
                .satisfiesExactly(
                        line -> assertThat(line)
                                .matches("divergence in " + model + " after step \\d+, " + action
                                        + "(\\(ok = TRUE\\))? by thread I"),
                        line -> assertThat(line).isEqualTo("  pc"),
                        line -> assertThat(line).startsWith("    expected  [I |-> \"" + expected + "\", "),
                        line -> assertThat(line).startsWith("    actual    [I |-> \"" + actual + "\", "),
                        line -> assertThat(line).matches("  specification  Deinit(Now)?\\.tla:\\d+"),
                        line -> assertThat(line).matches("  implementation org\\.pvlazy\\.kvm\\..*\\.java:\\d+\\)"),
                        line -> assertThat(line)
                                .isEqualTo("  again with     ./pvlazy replay --variant " + variant + " " + trace));
    }

    @Test
    void show_fits_a_terminal() throws IOException {
        try (var traces = Files.newDirectoryStream(sandbox.path("traces/counterexamples"), "*.itf.json")) {
            for (Path trace : traces) {
                for (int width : new int[] {80, 60}) {
                    Sandbox.Run run = sandbox.run("show", "--width", "" + width, trace.toString());
                    assertThat(run.succeeds().out().lines())
                            .as("%s in %d columns", trace.getFileName(), width)
                            .hasSizeGreaterThan(20)
                            .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(width));
                }
            }
        }
    }

    @Test
    void show_prints_a_single_state() {
        String trace = sandbox.trace(Sandbox.FENCE).toString();
        String last = sandbox.run("show", "--step", "34", trace).succeeds().out();
        assertThat(last)
                .contains("pc.I ")
                .isNotEqualTo(sandbox.run("show", trace).out());
        assertThat(sandbox.run("show", trace).out())
                .isEqualTo(sandbox.run("show", trace).out());
    }
}
