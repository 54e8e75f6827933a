package org.pvlazy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;

/** A TLC that says what it is told and is gone. */
final class DyingTlc {
    private DyingTlc() {}

    /** Its jar. */
    static Path jar(Path folder, byte[] output, int exitCode) throws IOException {
        Path work = Files.createTempDirectory(folder, "tlc");
        Path source = work.resolve("TLC.java");
        try (var in = Objects.requireNonNull(DyingTlc.class.getResourceAsStream("/cli/TLC.java.txt"))) {
            Files.copy(in, source);
        }
        int result = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-proc:none", "-d", work.toString(), source.toString());
        assertThat(result).isZero();
        Path jar = work.resolve("tla2tools.jar");
        pack(
                jar,
                Map.of(
                        "tlc2/TLC.class",
                        Files.readAllBytes(work.resolve("tlc2/TLC.class")),
                        "output",
                        output,
                        "exit",
                        Integer.toString(exitCode).getBytes(StandardCharsets.US_ASCII)));
        return jar;
    }

    /** Writes a jar. */
    static void pack(Path jar, Map<String, byte[]> entries) throws IOException {
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                out.putNextEntry(new JarEntry(entry.getKey()));
                out.write(entry.getValue());
            }
        }
    }
}
