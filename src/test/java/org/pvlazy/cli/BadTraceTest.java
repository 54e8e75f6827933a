package org.pvlazy.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A trace that is damaged, stale or not there is refused with its name and the place of the damage. */
class BadTraceTest {
    private static final String FILE = "traces/counterexamples/" + Sandbox.FENCE + ".itf.json";

    @TempDir
    private Path folder;

    private Sandbox sandbox;
    private String trace = "";

    @BeforeEach
    void copy_the_project() throws IOException {
        sandbox = new Sandbox(folder);
        trace = sandbox.trace(Sandbox.FENCE).toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"replay", "show"})
    void a_missing_trace(String command) throws IOException {
        String missing = trace.replace("kthread", "gone");
        sandbox.refuses(2, missing + ": no such trace", command, missing);
        sandbox.refuses(2, folder + ": no such trace", command, folder.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"replay", "show"})
    void a_trace_that_is_cut_off(String command) throws IOException {
        String text = sandbox.read(FILE);
        sandbox.write(FILE, text.substring(0, text.indexOf("\"ghandle\": ")));
        sandbox.refuses(2, trace + ": line 41, column ", command, trace);
        sandbox.write(FILE, "");
        sandbox.refuses(2, trace + ": empty file", command, trace);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '\'',
            value = {
                "\"users\": 1;\"users\": {\"#set\": 1};states[7].users.#set: expected a list, found 1",
                "\"users\": 1;\"users\": 1e400;states[7].users: not a 64-bit integer: 1e400",
                "\"users\": 1;\"usersx\": 1;states[7].users: the variable is missing",
                "\"users\": 1;\"users\": 1, \"usersx\": 1;states[7].usersx: not one of the variables",
                "\"index\": 7;\"index\": \"7\";states[7].#meta.index: expected an integer, found \"7\"",
                "\"action\": ;\"auction\": ;states[7].#meta.action: missing"
            })
    void damage_that_the_format_shows(String good, String bad, String complaint) throws IOException {
        damage(good, bad);
        sandbox.refuses(2, trace + ": " + complaint, "replay", trace);
        sandbox.refuses(2, trace + ": " + complaint, "show", trace);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '\'',
            value = {
                "\"users\": 1;\"users\": 3;states[7].users: 3 where the specification has 1",
                "\"users\": 1;\"users\": \"one\";states[7].users: \"one\" where the specification has 1",
                "\"pc\": {\"I\";\"pc\": {\"J\";states[7].pc: [J |-> ",
                "\"action\": \";\"action\": \"Not;states[7]: unknown action Not",
                "{\"ok\": true};{\"ok\": 1};states[7]: unknown action "
            })
    void damage_that_only_the_specification_shows(String good, String bad, String complaint) throws IOException {
        damage(good, bad);
        sandbox.refuses(2, trace + ": " + complaint, "replay", trace);
    }

    /** In the seventh step. */
    private void damage(String good, String bad) throws IOException {
        sandbox.editAfter(FILE, "{\"index\": 7,", good, bad);
    }

    @Test
    void an_unknown_variable_and_a_missing_one() throws IOException {
        String text = sandbox.read(FILE);
        sandbox.write(FILE, text.replace("\"users\"", "\"losers\""));
        sandbox.refuses(2, trace + ": vars: unknown variable losers", "replay", trace);
        sandbox.write(
                FILE,
                text.replace("\"splat\"]", "]")
                        .replace("\"budget\",]", "\"budget\"]")
                        .replaceAll(",\\s+\"splat\": [^\\n]*", ""));
        sandbox.refuses(2, trace + ": vars: variable splat is missing", "replay", trace);
    }

    @Test
    void a_step_left_out() throws IOException {
        String text = sandbox.read(FILE);
        sandbox.write(
                FILE, text.replaceFirst("(?s)    \\{\\s+\"#meta\": \\{\"index\": 34,.*?\\n    \\}\\n", "    7\n"));
        sandbox.refuses(2, trace + ": states[34]: expected an object, found 7", "replay", trace);
        sandbox.write(FILE, text.replaceFirst("(?s)    \\{\\s+\"#meta\": \\{\"index\": 9,.*?\\n    \\},\\n", ""));
        sandbox.refuses(2, trace + ": states[9].#meta.index: expected 9, found 10", "replay", trace);
    }

    @Test
    void a_trace_of_another_specification() throws IOException {
        String stale = trace + ": #meta.specHash: the trace is stale, the specification has changed since;"
                + " run pvlazy generate " + Sandbox.FENCE;
        sandbox.edit("specs/Zombie.tla", "EXTENDS", "\\* a remark\nEXTENDS");
        sandbox.refuses(2, stale, "replay", trace);
        sandbox.edit("specs/Zombie.tla", "\\* a remark\n", "");
        sandbox.run("replay", trace).succeeds();
        sandbox.edit(FILE, "\"specHash\": \"", "\"specHash\": \"0");
        sandbox.refuses(2, stale, "replay", trace);
    }

    @Test
    void a_trace_of_no_model_here() throws IOException {
        sandbox.edit(FILE, "\"model\": \"", "\"model\": \"un");
        sandbox.refuses(2, trace + ": #meta.model: unknown model un" + Sandbox.FENCE, "replay", trace);
        sandbox.edit(FILE, "\"model\": \"", "\"modal\": \"");
        sandbox.refuses(2, trace + ": #meta.model: missing", "replay", trace);
    }

    @Test
    void a_variant_or_a_step_that_there_is_not() throws IOException {
        sandbox.refuses(2, "unknown variant v3; there are v1, v2 and repaired", "replay", "--variant", "v3", trace);
        sandbox.refuses(2, "--step: " + trace + " has steps 0 to 34", "show", "--step", "35", trace);
        sandbox.refuses(2, "--width: at least 40", "show", "--width", "12", trace);
    }
}
