package org.pvlazy.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.pvlazy.report.JsonReport;
import org.pvlazy.report.RunReport;
import org.pvlazy.tlc.Manifest;
import org.pvlazy.tlc.ModelOutcome;
import org.pvlazy.trace.AtomicFiles;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What every command has: where the project is, where to print, how to end. */
final class Common {
    /** The folder of the launcher, if there is one. */
    private static final String HOME = "pvlazy.home";
    /** Whether standard output is a terminal. */
    private static final String TERMINAL = "pvlazy.terminal";

    @Spec(Spec.Target.MIXEE)
    @Nullable
    CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "print this help")
    boolean help;

    @Option(
            names = "--specs",
            paramLabel = "DIR",
            description = "folder of the specifications and their manifest (default: specs in the project)")
    @Nullable
    Path specs;

    @Option(names = "--home", paramLabel = "DIR", hidden = true, description = "the project's folder")
    @Nullable
    Path home;

    /** The project's folder. */
    Path home() {
        return home == null ? Path.of(System.getProperty(HOME, "")) : home;
    }

    Manifest manifest() {
        return Manifest.read(specs == null ? home().resolve("specs") : specs);
    }

    PrintWriter out() {
        return commandSpec().commandLine().getOut();
    }

    PrintWriter err() {
        return commandSpec().commandLine().getErr();
    }

    private CommandSpec commandSpec() {
        if (spec == null) {
            throw new IllegalStateException("not parsed");
        }
        return spec;
    }

    /** Colour belongs on a terminal, which only the launcher can tell, and never where NO_COLOR is set. */
    boolean colour() {
        return Boolean.getBoolean(TERMINAL) && System.getenv("NO_COLOR") == null;
    }

    /** Finds out before the work whether its result can be written. */
    void checkWritable(@Nullable Path file) throws IOException {
        if (file == null) {
            return;
        }
        Path folder = file.toAbsolutePath().getParent();
        // A device must not be replaced by a file.
        if (folder == null || (Files.exists(file) && !Files.isRegularFile(file))) {
            throw new CommandException(ExitCode.ENVIRONMENT, file + ": is no regular file");
        }
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new CommandException(ExitCode.ENVIRONMENT, folder + ": cannot be created");
        }
        if (!Files.isWritable(folder)) {
            throw new CommandException(ExitCode.ENVIRONMENT, folder + ": cannot be written");
        }
    }

    /** Writes the machine-readable result, if asked for, names what has no verdict, and says how the run ends. */
    int finish(RunReport report, @Nullable Path json) throws IOException {
        for (ModelOutcome outcome : report.models()) {
            if (outcome.failed()) {
                err().println("pvlazy: " + outcome.model().name() + ": " + outcome.problem());
            }
        }
        if (json != null) {
            AtomicFiles.writeString(json, JsonReport.render(report));
        }
        return switch (report.verdict()) {
            case EXPECTED -> ExitCode.EXPECTED;
            case UNEXPECTED -> ExitCode.UNEXPECTED;
            case INCONCLUSIVE -> ExitCode.INCONCLUSIVE;
        };
    }
}
