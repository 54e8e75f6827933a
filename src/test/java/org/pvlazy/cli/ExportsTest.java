package org.pvlazy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pvlazy.trace.Trace;
import org.pvlazy.trace.TraceReader;

/** Traces for other tools, and from them. */
class ExportsTest {
    private static final String FOLDER = "traces/counterexamples/";
    private static final Pattern STATE = Pattern.compile("(?m)^State (\\d+): <(\\w+)");

    @TempDir
    private Path folder;

    private static String file(String model) {
        return FOLDER + model + ".itf.json";
    }

    private static String export(String model, String format) {
        return Sandbox.pvlazy("show", file(model), "--export", format)
                .succeeds()
                .out();
    }

    @ParameterizedTest
    @CsvSource({"v1-fence-kthread, 12, 35", "v2-fail-path-mm, 13, 38", "pages-v2-endless-fault, 13, 27"})
    void plain_tlc_replays_the_module_to_the_same_state(String model, int exitCode, int states) throws Exception {
        specifications();
        Sandbox.pvlazy("show", file(model), "--export-tla", folder.toString()).succeeds();
        PlainTlc.Run run = PlainTlc.run(folder, "-deadlock", "-config", "Replay.cfg", "Replay");
        assertThat(run.exitCode()).as(run.out()).isEqualTo(exitCode);
        Trace trace = TraceReader.read(Path.of(file(model)));
        assertThat(trace.states()).hasSize(states);
        Matcher state = STATE.matcher(run.out());
        int last = 0;
        while (state.find() && !state.group(2).equals("Stuttering")) {
            last = Integer.parseInt(state.group(1));
        }
        assertThat(last).isGreaterThanOrEqualTo(states);
        assertThat(run.out()).contains("/\\ at = " + states);
    }

    private void specifications() throws IOException {
        try (Stream<Path> specs = Files.list(Path.of("specs"))) {
            for (Path each :
                    (Iterable<Path>) specs.filter(file -> file.toString().endsWith(".tla"))::iterator) {
                Files.copy(each, folder.resolve(String.valueOf(each.getFileName())));
            }
        }
    }

    @Test
    void what_tlc_printed_with_tool_is_the_same_trace() throws Exception {
        specifications();
        Files.copy(Path.of("specs/models/v1-fence-kthread.cfg"), folder.resolve("m.cfg"));
        Path output = folder.resolve("output.txt");
        PlainTlc.Run run = PlainTlc.run(folder, "-tool", "-fp", "0", "-deadlock", "-config", "m.cfg", "MCLifecycle");
        Files.writeString(output, run.out());
        String imported = Sandbox.pvlazy("show", output.toString(), "--export", "itf")
                .succeeds()
                .out();
        assertThat(imported).isEqualTo(Files.readString(Path.of(file("v1-fence-kthread"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1-fence-kthread", "pages-v2-endless-fault", "v2-fail-path-mm", "v2-tables-lost-lower"})
    void what_a_newer_tlc_dumps_is_recognised(String model) throws IOException {
        Trace trace = TraceReader.read(Path.of(file(model)));
        Path dump = folder.resolve("dump.json");
        Files.writeString(dump, DumpedByTlc.numbered(trace));
        Trace imported = imported(dump, model);
        assertThat(imported.states()).isEqualTo(trace.states());
        assertThat(imported.end()).isEqualTo(trace.end());
        assertThat(imported.violation()).isEqualTo(trace.violation());
        Files.writeString(dump, DumpedByTlc.bare(trace));
        assertThat(imported(dump, model).states()).isEqualTo(trace.states());
    }

    private Trace imported(Path dump, String model) throws IOException {
        return TraceReader.parse(
                "imported",
                Sandbox.pvlazy("show", dump.toString(), "--model", model, "--export", "itf")
                        .succeeds()
                        .out());
    }

    @Test
    void a_dump_of_something_else_is_refused_with_the_state() throws IOException {
        Path dump = folder.resolve("dump.json");
        Trace trace = TraceReader.read(Path.of(file("v1-fence-kthread")));
        Files.writeString(dump, DumpedByTlc.bare(trace).replaceFirst("\"A1_AllocVm\"", "\"A2\""));
        Sandbox.pvlazy("show", dump.toString(), "--model", "v1-fence-kthread")
                .complains(2, "state 2 of the dump is none that the specification has there");
        Sandbox.pvlazy("show", dump.toString()).complains(2, "--model");
        Files.writeString(dump, "@!@!@STARTMSG 2262:0 @!@!@\nTLC2\n@!@!@ENDMSG 2262 @!@!@\n");
        Sandbox.pvlazy("show", dump.toString()).complains(2, "the output has no counterexample");
    }

    @Test
    void the_log_for_shiviz_is_read_by_its_own_first_line() {
        String log = export("v2-two-vms-list", "shiviz");
        String parser = log.lines().findFirst().orElseThrow();
        Matcher event = Pattern.compile(parser).matcher(log.substring(parser.length() + 2));
        Map<String, JsonObject> clocks = new HashMap<>();
        int events = 0;
        while (event.find()) {
            String host = event.group("host");
            JsonObject clock = JsonParser.parseString(event.group("clock")).getAsJsonObject();
            JsonObject before = clocks.put(host, clock);
            int own = before == null ? 0 : before.get(host).getAsInt();
            assertThat(clock.get(host).getAsInt()).as("the clock of %s", host).isEqualTo(own + 1);
            events++;
        }
        assertThat(events).isEqualTo(48);
        assertThat(clocks)
                .hasEntrySatisfying(
                        "K2",
                        clock -> assertThat(clock.keySet())
                                .as("K2 was made by I")
                                .contains("I", "K2"));
    }

    @Test
    void sequence_diagrams_have_a_message_for_each_step() {
        assertThat(export("v2-tables-unlocked-list", "mermaid").lines().filter(line -> line.contains("->>")))
                .hasSize(2)
                .first()
                .asString()
                .contains("T_I->>T_I: 1 ");
        List<String> uml = export("pages-v2-endless-fault", "plantuml").lines().toList();
        assertThat(uml).startsWith("@startuml").endsWith("@enduml").contains("loop for ever", "end");
        assertThat(uml.stream().filter(line -> line.contains(" -> "))).hasSize(27);
    }

    @Test
    void an_unknown_format_is_refused() {
        Sandbox.pvlazy("show", file("v2-tables-unlocked-list"), "--export", "dot")
                .complains(2, "--export: one of itf, shiviz, mermaid, plantuml, not dot");
    }

    @Test
    void the_terminal_says_why_the_property_is_false() {
        assertThat(Sandbox.pvlazy("show", file("v2-close-during-exit"))
                        .succeeds()
                        .out())
                .contains("""
                        violated: ListExclusive
                          false  Cardinality(InList) <= 1
                                   Cardinality(InList) = 2
                                   InList = {"K1", "M"}
                        """);
    }

    @Test
    void json_has_what_the_terminal_shows() {
        JsonObject root = JsonParser.parseString(Sandbox.pvlazy("show", file("v2-close-during-exit"), "--json")
                        .succeeds()
                        .out())
                .getAsJsonObject();
        assertThat(root.get("property").getAsString()).isEqualTo("ListExclusive");
        assertThat(root.getAsJsonArray("steps")).hasSize(27);
        assertThat(root.getAsJsonArray("steps").get(26).toString())
                .contains("\"thread\":\"K1\"", "\"action\":\"K1_First\"", "drain.K1.cur: 0 -> 1");
        assertThat(root.getAsJsonArray("parts").toString()).contains("InList = {\\\"K1\\\", \\\"M\\\"}");
    }
}
