package org.pvlazy.cli;

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
}
