package org.pvlazy.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.pvlazy.tlc.EvaluationException;
import org.pvlazy.tlc.ManifestException;
import org.pvlazy.trace.Printable;
import org.pvlazy.trace.TraceFormatException;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Entry point of the command line. */
@Command(
        name = "pvlazy",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Checks the model of lazy destroy and holds the Java implementation to it.",
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:every verdict is as expected",
            "1:a divergence or an unexpected verdict",
            "2:wrong usage or bad input",
            "3:inconclusive: a specification that cannot be evaluated, a TLC that died",
            "4:the environment: no TLC, no JDK, a folder that cannot be written",
            "70:a bug in pvlazy",
            "130:interrupted"
        },
        subcommands = {
            VerifyCommand.class,
            CheckCommand.class,
            ReplayCommand.class,
            RecordCommand.class,
            ValidateCommand.class,
            GenerateCommand.class,
            ShowCommand.class,
            ReportCommand.class,
            SearchCommand.class,
            MinimiseCommand.class,
            BenchCommand.class,
            MutateCommand.class,
            ManCommand.class,
            AutoComplete.GenerateCompletion.class,
            CommandLine.HelpCommand.class
        })
public final class Main {
    private Main() {}

    /** Runs a command and ends the process with its exit code. */
    public static void main(String[] args) {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        int exitCode = commandLine(
                        new PrintWriter(out, true, StandardCharsets.UTF_8),
                        new PrintWriter(err, true, StandardCharsets.UTF_8))
                .execute(args);
        if (out.checkError() && exitCode == ExitCode.EXPECTED) {
            err.println("pvlazy: standard output: cannot be written");
            exitCode = ExitCode.ENVIRONMENT;
        }
        System.exit(exitCode);
    }

    /** The command line, writing results and narration to these. */
    static CommandLine commandLine(PrintWriter out, PrintWriter err) {
        CommandLine commandLine = new CommandLine(new Main());
        commandLine.setOut(out);
        commandLine.setErr(err);
        commandLine.setUsageHelpWidth(100);
        // It would sort by the letters of the user's language.
        inDeclaredOrder(commandLine);
        commandLine.setExecutionExceptionHandler((exception, command, parsed) -> {
            int exitCode = exitCode(exception);
            if (exitCode == ExitCode.BUG) {
                err.println("pvlazy: this is a bug in pvlazy");
                exception.printStackTrace(err);
            } else {
                err.println("pvlazy: " + message(exception));
            }
            return exitCode;
        });
        return commandLine;
    }

    private static void inDeclaredOrder(CommandLine commandLine) {
        commandLine.getCommandSpec().usageMessage().sortSynopsis(false).sortOptions(false);
        commandLine.getSubcommands().values().forEach(Main::inDeclaredOrder);
    }

    private static int exitCode(Exception exception) {
        if (exception instanceof CommandException stop) {
            return stop.exitCode();
        }
        if (exception instanceof ManifestException
                || exception instanceof TraceFormatException
                || exception instanceof NoSuchFileException) {
            return ExitCode.USAGE;
        }
        if (exception instanceof EvaluationException) {
            return ExitCode.INCONCLUSIVE;
        }
        if (exception instanceof IOException || exception instanceof UncheckedIOException) {
            return ExitCode.ENVIRONMENT;
        }
        return exception instanceof InterruptedException ? 130 : ExitCode.BUG;
    }

    private static String message(Exception exception) {
        if (exception instanceof FileSystemException file) {
            return Printable.of(file.getFile() + ": " + reason(file));
        }
        if (exception instanceof UncheckedIOException unchecked && unchecked.getCause() != null) {
            return message(unchecked.getCause());
        }
        return String.valueOf(exception.getMessage()).lines().findFirst().orElse(exception.toString());
    }

    private static String reason(FileSystemException exception) {
        if (exception instanceof NoSuchFileException) {
            return "no such file";
        }
        if (exception instanceof AccessDeniedException) {
            return "access denied";
        }
        return exception.getReason() == null ? "cannot be accessed" : exception.getReason();
    }
}
