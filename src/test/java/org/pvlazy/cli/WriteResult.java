package org.pvlazy.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.pvlazy.report.RunReport;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** A command that does nothing but write its result, for a process of its own. */
@Command(name = "write")
final class WriteResult implements Callable<Integer> {
    @Mixin
    private final Common common = new Common();

    @Parameters
    private Path json = Path.of("");

    @Override
    public Integer call() throws IOException {
        common.checkWritable(json);
        return common.finish(new RunReport("write", List.of(), List.of()), json);
    }

    public static void main(String[] arguments) {
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        CommandLine commandLine = Main.commandLine(err, err);
        commandLine.addSubcommand(new WriteResult());
        commandLine.setExecutionExceptionHandler(commandLine.getExecutionExceptionHandler());
        System.exit(commandLine.execute("write", arguments[0]));
    }
}
