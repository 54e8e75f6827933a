package org.pvlazy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is missing, dies or cannot be written around the tool. */
class SurroundingsTest {
    private static final int KILLED = 137;

    @TempDir
    private Path folder;

    private Sandbox sandbox;

    @BeforeEach
    void copy_the_project() throws IOException {
        sandbox = new Sandbox(folder);
    }

    @ParameterizedTest
    @ValueSource(strings = {"check", "generate", "verify"})
    void a_jar_of_tlc_that_is_missing_or_none(String command) throws IOException {
        List<String> models = command.equals("verify") ? List.of() : List.of(Sandbox.FENCE);
        Path jar = folder.resolve("tla2tools.jar");
        List<String> arguments = new ArrayList<>(List.of(command, "--tla2tools", jar.toString()));
        arguments.addAll(models);
        String[] all = arguments.toArray(String[]::new);

        sandbox.refuses(4, jar + ": no such TLC", all);
        Files.writeString(jar, "not a jar");
        sandbox.refuses(4, jar + ": no jar file", all);
        Files.delete(jar);
        DyingTlc.pack(jar, Map.of("output", new byte[0]));
        sandbox.refuses(4, jar + ": no TLC in it", all);
    }

    @Test
    void a_tlc_that_is_killed_half_way() throws IOException {
        String dying = DyingTlc.jar(folder, halfOfAnOutput(), KILLED).toString();
        String complaint = Sandbox.FENCE + ": MCLifecycle with models/" + Sandbox.FENCE
                + ".cfg: TLC was killed (exit 137) after 54 distinct states";
        sandbox.refuses(3, complaint, "check", "--tla2tools", dying, Sandbox.FENCE);
        sandbox.refuses(3, complaint, "generate", "--tla2tools", dying, Sandbox.FENCE);
    }

    @Test
    void a_tlc_that_ends_half_way_without_an_error() throws IOException {
        String dying = DyingTlc.jar(folder, halfOfAnOutput(), 0).toString();
        sandbox.refuses(
                3,
                Sandbox.FENCE + ".cfg: exit 0, but Invariant SyncMode is violated.",
                "check",
                "--tla2tools",
                dying,
                Sandbox.FENCE);
    }

    /** What TLC prints up to the middle of a behaviour, with counts. */
    private static byte[] halfOfAnOutput() throws IOException {
        try (var in = Objects.requireNonNull(SurroundingsTest.class.getResourceAsStream("/cli/half.txt"))) {
            return in.readAllBytes();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"check", "replay", "verify"})
    void a_folder_that_cannot_be_created_or_written(String command) throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "old");
        sandbox.refuses(4, file + "/below: cannot be created", command, "--json", file + "/below/result.json");
        sandbox.refuses(4, folder + ": is no regular file", command, "--json", folder.toString());
        assertThat(file).hasContent("old");
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("home", "file");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void a_folder_of_the_kernel() throws IOException {
        sandbox.refuses(4, "/proc/pvlazy: cannot be created", "check", "--json", "/proc/pvlazy/result.json");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void a_device_is_not_replaced_by_a_file() throws IOException {
        Path device = Files.createSymbolicLink(folder.resolve("device"), Path.of("/dev/full"));
        sandbox.refuses(4, device + ": is no regular file", "check", "--json", device.toString());
        assertThat(Files.isSymbolicLink(device)).isTrue();
        Files.delete(device);
    }

    @Test
    void traces_that_cannot_be_written() throws IOException {
        Path essays = sandbox.path("traces/counterexamples");
        try (var files = Files.list(essays)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.delete(file);
            }
        }
        Files.delete(essays);
        Files.writeString(essays, "a file");
        sandbox.refuses(4, essays + ": cannot be created", "generate", Sandbox.FENCE);
    }

    @Test
    void a_report_that_cannot_be_written() throws IOException {
        sandbox.write("target", "a file");
        sandbox.refuses(4, sandbox.path("target/report") + ": cannot be created", "verify");
    }

    /** No file may have more than 0 bytes in the child, which is what a full disk comes to. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void a_disk_that_is_full() throws Exception {
        Path json = Files.writeString(folder.resolve("result.json"), "old");
        Sandbox.Run run = child("ulimit -f 0; exec \"$@\"", WriteResult.class, json.toString());
        run.complains(4, json + ": ");
        assertThat(json).hasContent("old");
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("home", "result.json");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void a_standard_output_that_is_full() throws Exception {
        String trace = sandbox.trace(Sandbox.FENCE).toString();
        Sandbox.Run run = child("exec \"$@\" > /dev/full", Main.class, "show", trace);
        run.complains(4, "standard output: cannot be written");
    }

    private static Sandbox.Run child(String shell, Class<?> main, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("bash", "-c", shell, "bash"));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:-UsePerfData", "-XX:TieredStopAtLevel=1", "-cp"));
        command.addAll(List.of(System.getProperty("java.class.path", ""), main.getName()));
        command.addAll(List.of(arguments));
        Process child = new ProcessBuilder(command).start();
        String err = new String(child.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(child.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return new Sandbox.Run(child.exitValue(), "", err);
    }
}
