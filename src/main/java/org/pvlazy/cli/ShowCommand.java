package org.pvlazy.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.pvlazy.report.ShowOptions;
import org.pvlazy.report.TraceView;
import org.pvlazy.report.page.Background;
import org.pvlazy.report.page.TracePage;
import org.pvlazy.trace.AtomicFiles;
import org.pvlazy.trace.Trace;
import org.pvlazy.trace.TraceReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints a trace. */
@Command(name = "show", description = "Prints a trace: one column per thread, and what changes in each step.")
final class ShowCommand implements Callable<Integer> {
    private static final int NARROWEST = 40;

    @Mixin
    private final Common common = new Common();

    @Parameters(paramLabel = "TRACE", description = "a trace (*.itf.json)")
    private Path file = Path.of("");

    @Option(names = "--step", paramLabel = "N", description = "print the whole state after step N and nothing else")
    private @Nullable Integer step;

    @Option(names = "--width", paramLabel = "N", defaultValue = "80", description = "columns (default: 80)")
    private int width;

    @Option(
            names = "--html",
            paramLabel = "FILE",
            description = "write the trace there as a page that needs no network")
    private @Nullable Path html;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (!Files.isRegularFile(file)) {
            throw new CommandException(ExitCode.USAGE, file + ": no such trace");
        }
        if (width < NARROWEST) {
            throw new CommandException(ExitCode.USAGE, "--width: at least " + NARROWEST);
        }
        Trace trace = TraceReader.read(file);
        if (step != null && (step < 0 || step >= trace.states().size())) {
            throw new CommandException(
                    ExitCode.USAGE,
                    "--step: " + file + " has steps 0 to " + (trace.states().size() - 1));
        }
        if (html != null) {
            common.checkWritable(html);
            Backgrounds backgrounds = new Backgrounds(common.manifest(), common);
            Background background =
                    backgrounds.of(trace, backgrounds.executed(List.of(file)).get(0));
            AtomicFiles.writeString(html, TracePage.render(trace, background));
            common.out().println(html);
            return ExitCode.EXPECTED;
        }
        common.out().print(TraceView.show(trace, new ShowOptions(width, common.colour(), step)));
        common.out().flush();
        return ExitCode.EXPECTED;
    }
}
