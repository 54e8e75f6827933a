package org.pvlazy.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFilesTest {
    private static final int KILLS = 8;
    private static final long LONGEST_MILLIS = 60;

    @TempDir
    private Path folder;

    @Test
    void a_process_that_is_killed_leaves_a_whole_file_and_the_next_one_writes_beside_its_remains() throws Exception {
        Path file = folder.resolve("a file");
        Random random = new Random(1);
        for (int kill = 0; kill < KILLS; kill++) {
            Process writer = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            System.getProperty("java.class.path", ""),
                            KilledWriter.class.getName(),
                            file.toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            assertThat(writer.getInputStream().read()).isEqualTo('.');
            assertThat(writer.waitFor(random.nextLong(LONGEST_MILLIS), TimeUnit.MILLISECONDS))
                    .isFalse();
            writer.destroyForcibly().waitFor();
            String content = Files.readString(file);
            assertThat(content.equals(KilledWriter.content(content.charAt(0)))).isTrue();
        }
        AtomicFiles.writeString(file, "new");
        assertThat(file).hasContent("new");
        assertThat(remains())
                .hasSizeLessThanOrEqualTo(KILLS)
                .allSatisfy(name -> assertThat(name).matches("\\.a file\\.[0-9a-f-]{36}\\.tmp"));
    }

    private List<String> remains() throws Exception {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(path -> path.getFileName().toString())
                    .filter(name -> !name.equals("a file"))
                    .toList();
        }
    }

    @Test
    void nothing_remains_of_a_file_that_cannot_be_moved_to_its_place() throws Exception {
        Path taken = folder.resolve("taken");
        Files.createDirectories(taken.resolve("by a folder"));
        assertThatThrownBy(() -> AtomicFiles.writeString(taken, "text")).isInstanceOf(FileSystemException.class);
        assertThat(folder.toFile().list()).containsExactly("taken");
    }
}
