package org.pvlazy.cli;

import java.nio.file.Files;
import java.nio.file.Path;
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
        return tools;
    }
}
