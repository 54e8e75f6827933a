package org.pvlazy.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A process of its own that is interrupted, killed, or has no room. */
@EnabledOnOs(OS.LINUX)
class ProcessesTest {
    private static final String RECORDED = "reboot-v2-batches";
    private static final int KILLS = 3;
    private static final int INTERRUPTED = 130;

    @TempDir
    private Path folder;

    private Sandbox sandbox;

    @BeforeEach
    void copy_the_project() throws IOException {
        sandbox = new Sandbox(folder);
    }

    private ProcessBuilder pvlazy(String... arguments) {
        // A process that was started in the background ignores Ctrl-C, and so do its children.
        List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT"));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:-UsePerfData", "-XX:TieredStopAtLevel=1", "-Djava.io.tmpdir=" + folder, "-cp"));
        command.addAll(List.of(System.getProperty("java.class.path", ""), Main.class.getName()));
        command.addAll(List.of(arguments));
        command.addAll(List.of(
                "--specs",
                sandbox.path("specs").toString(),
                "--home",
                sandbox.path("").toString()));
        return new ProcessBuilder(command);
    }

    private static Sandbox.Run run(Process process) throws Exception {
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Sandbox.Run(process.waitFor(), out, err);
    }

    private List<String> temporaryFolders() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(path -> path.getFileName().toString())
                    .filter(name -> name.startsWith("pvlazy-"))
                    .toList();
        }
    }

    @Test
    void ctrl_c_stops_tlc_removes_its_files_and_ends_with_130() throws Exception {
        for (String model : List.of("reboot-v2-three", "live-v2-zombies")) {
            Process process = pvlazy("check", model).start();
            try (BufferedReader err = process.errorReader(StandardCharsets.UTF_8)) {
                assertThat(err.readLine()).contains(model);
                // The one that runs TLC is there before it has anything to say.
                while (process.descendants().findAny().isEmpty()
                        || temporaryFolders().isEmpty()) {
                    Thread.onSpinWait();
                }
                List<ProcessHandle> children = process.descendants().toList();
                assertThat(new ProcessBuilder("kill", "-INT", Long.toString(process.pid()))
                                .start()
                                .waitFor())
                        .isZero();
                assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
                assertThat(process.exitValue()).isEqualTo(INTERRUPTED);
                assertThat(children).noneMatch(ProcessHandle::isAlive);
                assertThat(temporaryFolders()).isEmpty();
            }
        }
    }

    @Test
    void a_run_that_is_killed_leaves_whole_recordings_and_the_next_one_goes_on_beside_them() throws Exception {
        Path out = folder.resolve("recordings");
        Random random = new Random(1);
        for (int kill = 0; kill < KILLS; kill++) {
            Process process = pvlazy("record", "--model", RECORDED, "--runs", "1000000", "--out", out.toString())
                    .start();
            Path first = out.resolve(RECORDED + "-1.json");
            Files.deleteIfExists(first);
            while (!Files.exists(first)) {
                assertThat(process.isAlive()).isTrue();
                Thread.onSpinWait();
            }
            assertThat(process.waitFor(random.nextLong(100), TimeUnit.MILLISECONDS))
                    .isFalse();
            process.destroyForcibly().waitFor();
        }
        assertWholeRecordings(out, "\\..*\\.tmp");
        sandbox.run("record", "--model", RECORDED, "--out", out.toString()).succeeds();
        sandbox.run("validate", out.resolve(RECORDED + "-1.json").toString()).succeeds();
    }

    /** Every file is a recording to its end, but for those with such a name. */
    private static void assertWholeRecordings(Path folder, String others) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.filter(file -> !file.getFileName().toString().matches(others)))
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(file).content().endsWith("]}\n"));
        }
    }

    @Test
    void a_disk_that_fills_up_while_recordings_are_written() throws Exception {
        Path disk = Files.createDirectories(folder.resolve("disk"));
        mount("-t", "tmpfs", "-o", "size=64k", "tmpfs", disk.toString());
        try {
            Sandbox.Run run = sandbox.run("record", "--model", RECORDED, "--runs", "200", "--out", disk.toString());
            run.complains(4, "No space left on device");
            assertWholeRecordings(disk, "");
            mount("-o", "remount,ro", disk.toString());
            sandbox.refuses(4, disk + ": cannot be written", "check", "--json", disk + "/result.json");
        } finally {
            new ProcessBuilder("umount", disk.toString()).start().waitFor();
        }
    }

    /** Mounts a file system, which only root may; without it the test is skipped. */
    private static void mount(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("mount"));
        command.addAll(List.of(arguments));
        assumeThat(new ProcessBuilder(command).start().waitFor())
                .as("only root may mount")
                .isZero();
    }

    @Test
    void nothing_of_the_environment_is_needed() throws Exception {
        ProcessBuilder builder = pvlazy("check", Sandbox.FENCE);
        // env stands at /usr/bin, which needs no path.
        builder.command().set(0, "/usr/bin/env");
        builder.environment().clear();
        Sandbox.Run run = run(builder.start()).succeeds();
        assertThat(run.out()).contains("Every verdict is as expected.");
    }
}
