package org.pvlazy.mutation;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pvlazy.fuzz.Fuzzer;
import org.pvlazy.tlc.ManifestException;

/** What came of mutants, and why they may survive. */
class MutationFuzzTest {
    private static final Fuzzer FUZZER = Fuzzer.refusing(".*m\\.json: |.*survivors\\.json: ", ManifestException.class);

    @TempDir
    private Path folder;

    private static List<byte[]> utf8(String text) {
        return List.of(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void a_report_of_pit_is_read_or_refused() {
        String report = """
                <?xml version="1.0" encoding="UTF-8"?>
                <mutations partial="true">
                <mutation detected='true' status='KILLED' numberOfTestsRun='1'><sourceFile>Configs.java</sourceFile>
                <mutatedClass>org.pvlazy.uv.Configs</mutatedClass><mutatedMethod>create</mutatedMethod>
                <lineNumber>31</lineNumber><mutator>org.pitest.MathMutator</mutator><killingTest>a</killingTest>
                <description>negated conditional</description></mutation>
                </mutations>
                """;
        Path file = folder.resolve("m.json");
        FUZZER.feed(utf8(report), input -> PitReport.read(Files.write(file, input)));
    }

    @Test
    void a_report_of_tests_is_read_or_refused() {
        String report = """
                <?xml version='1.0' encoding='UTF-8'?>
                <testsuite>
                <testcase name='a_fault(String)[1] late' classname='org.pvlazy.tlc.FaultsTest'><failure type='a'>b</failure></testcase>
                <testcase name='a_fault(String)[2] lost' classname='org.pvlazy.conformance.FaultsTest'><skipped/></testcase>
                </testsuite>
                """;
        Path file = folder.resolve("m.json");
        FUZZER.feed(utf8(report), input -> FaultReport.read(Files.write(file, input)));
    }

    @Test
    void a_result_of_mutate_is_read_or_refused() {
        String result = """
                {"mutants": [
                {"name": "a", "side": "specification", "killedBy": ["x"], "kind": "k", "subject": "s",
                 "status": "killed", "invalid": null, "notJudged": null}]}
                """;
        Path file = folder.resolve("m.json");
        FUZZER.feed(utf8(result), input -> KillFile.read(Files.write(file, input)));
    }

    @Test
    void a_list_of_survivors_is_read_or_refused() throws IOException {
        String all = Files.readString(Path.of("specs/survivors.json"));
        String few = all.length() < 4000 ? all : "{\"survivors\": [{\"name\": \"a\", \"reason\": \"b\"}]}";
        FUZZER.feed(utf8(few), input -> {
            Files.write(folder.resolve("survivors.json"), input);
            Survivors.read(folder).names();
        });
    }

    @Test
    void a_file_in_another_encoding_is_named() throws IOException {
        Path file = Files.write(folder.resolve("survivors.json"), new byte[] {'"', (byte) 0xfc, '"'});
        assertThatThrownBy(() -> Survivors.read(folder)).hasMessageStartingWith(file + ": no list of survivors");
        assertThatThrownBy(() -> KillFile.read(file)).hasMessage(file + ": no result of mutate");
        Files.writeString(file, "<?xml version=\"1.0\" encoding=\"UTF1.5\"?><mutations/>");
        assertThatThrownBy(() -> PitReport.read(file)).hasMessage(file + ": no report of PIT");
    }

    @Test
    void a_name_that_is_no_string_is_refused() throws IOException {
        Path file = Files.writeString(
                folder.resolve("survivors.json"), "{\"survivors\": [{\"name\": {}, \"reason\": \"a\"}]}");
        assertThatThrownBy(() -> Survivors.read(folder)).hasMessageStartingWith(file + ": no list of survivors");
    }
}
