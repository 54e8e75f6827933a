package org.pvlazy.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pvlazy.report.JsonReport;
import org.pvlazy.report.RunReport;
import org.pvlazy.trace.AtomicFiles;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures. Its subcommands say what. */
@Command(
        name = "bench",
        description = "Measures and compares with what the project wants.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            BenchConformanceCommand.class,
            BenchTeardownCommand.class,
            BenchPressureCommand.class,
            BenchLoadCommand.class,
            CommandLine.HelpCommand.class
        })
final class BenchCommand {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "print this help")
    boolean help;

    /** Writes what was measured as the result of a run, if a file is asked for. */
    static void write(JsonArray measured, @Nullable Path json) throws IOException {
        if (json != null) {
            JsonObject root = JsonReport.toJson(new RunReport("bench", List.of(), List.of()));
            root.add("bench", measured);
            AtomicFiles.writeString(json, JsonReport.render(root));
        }
    }
}
