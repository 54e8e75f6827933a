package org.pvlazy.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which TLC to check with. */
final class ToolOption {
    @Option(
            names = "--tla2tools",
            paramLabel = "FILE",
            defaultValue = "${TLA2TOOLS}",
            description = "another TLC to check with (default: environment variable TLA2TOOLS, else the built-in one)")
    @Nullable
    Path tools;

    /** The jar of the other TLC; null for the built-in one. */
    @Nullable
    Path tools() {
        if (tools == null || tools.toString().isEmpty()) {
            return null;
        }
        if (!Files.isRegularFile(tools)) {
            throw new CommandException(ExitCode.ENVIRONMENT, tools + ": no such TLC");
        }
        try (ZipFile jar = new ZipFile(tools.toFile())) {
            if (jar.getEntry("tlc2/TLC.class") == null) {
                throw new CommandException(ExitCode.ENVIRONMENT, tools + ": no TLC in it");
            }
        } catch (IOException e) {
            throw new CommandException(ExitCode.ENVIRONMENT, tools + ": no jar file");
        }
        return tools;
    }
}
