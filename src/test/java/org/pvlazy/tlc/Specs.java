package org.pvlazy.tlc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/** The small specifications of the tests, and what TLC printed about them. */
final class Specs {
    static final Path FOLDER = folder();

    private Specs() {}

    static SpecFiles of(String module, String config) {
        return new SpecFiles(FOLDER, module, config);
    }

    /** The module {@code Shapes} in a folder of its own, with a configuration made up on the spot. */
    static SpecFiles shapes(Path folder, String... config) throws IOException {
        for (String module : List.of("Base.tla", "Shapes.tla")) {
            Files.copy(FOLDER.resolve(module), folder.resolve(module));
        }
        String text = String.join("\n", config) + "\nCONSTANT Blank = Blank\nCHECK_DEADLOCK FALSE\n";
        Files.writeString(folder.resolve("Shapes.cfg"), text, StandardCharsets.UTF_8);
        return new SpecFiles(folder, "Shapes", "Shapes");
    }

    /** What a run gave whose output was captured from TLC 2.18. */
    static TlcResult captured(String name, int exitCode) throws IOException {
        return replay(output(name), name, exitCode);
    }

    static String output(String name) throws IOException {
        return Files.readString(FOLDER.resolve("output").resolve(name + ".txt"), StandardCharsets.UTF_8);
    }

    static TlcResult replay(String output, String config, int exitCode) throws IOException {
        OutputReader reader = new OutputReader(progress -> {});
        output.lines().forEach(reader::line);
        String module = config.replaceAll("(?<=[a-z])[A-Z].*", "");
        SpecFiles model = of(module, config);
        TlcResult.Ending ending = new TlcResult.Ending(exitCode, Duration.ofMillis(1500), false);
        return reader.result(ending, model, ConfigFile.properties(model.configFile()));
    }

    private static Path folder() {
        try {
            return Path.of(
                    Objects.requireNonNull(Specs.class.getResource("/tlc")).toURI());
        } catch (URISyntaxException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }
}
