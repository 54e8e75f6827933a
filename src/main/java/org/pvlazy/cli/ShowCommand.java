package org.pvlazy.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.pvlazy.report.ShowOptions;
import org.pvlazy.report.TraceJson;
import org.pvlazy.report.TraceView;
import org.pvlazy.report.export.ExportFormat;
import org.pvlazy.report.export.TlaReplay;
import org.pvlazy.report.page.Background;
import org.pvlazy.report.page.TracePage;
import org.pvlazy.tlc.ClaimPart;
import org.pvlazy.tlc.Manifest;
import org.pvlazy.tlc.Model;
import org.pvlazy.trace.AtomicFiles;
import org.pvlazy.trace.Trace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows a trace. */
@Command(
        name = "show",
        description = {
            "Shows a trace: one column per thread, what changes in each step, and at the end why the property is false.",
            "Reads ITF, what TLC prints with -tool, and what a newer TLC writes with -dumpTrace json."
        })
final class ShowCommand implements Callable<Integer> {
    private static final int NARROWEST = 40;

    @Mixin
    private final Common common = new Common();

    @Parameters(paramLabel = "TRACE", description = "a trace (*.itf.json), or what TLC wrote")
    private Path file = Path.of("");

    @Option(
            names = "--model",
            paramLabel = "MODEL",
            description = "the model that TLC checked, if the file does not say")
    private @Nullable String model;

    @Option(names = "--step", paramLabel = "N", description = "print the whole state after step N and nothing else")
    private @Nullable Integer step;

    @Option(names = "--width", paramLabel = "N", defaultValue = "80", description = "columns (default: 80)")
    private int width;

    @Option(names = "--json", description = "print the trace as JSON")
    private boolean json;

    @Option(
            names = "--html",
            paramLabel = "FILE",
            description = "write the trace there as a page that needs no network")
    private @Nullable Path html;

    @Option(
            names = "--export",
            paramLabel = "FORMAT",
            description = "print the trace for another tool: itf, shiviz, mermaid, plantuml")
    private @Nullable String export;

    @Option(
            names = "--export-tla",
            paramLabel = "DIR",
            description =
                    "write a module and a configuration there with which TLC replays the trace; it needs the specifications beside them")
    private @Nullable Path exportTla;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (width < NARROWEST) {
            throw new CommandException(ExitCode.USAGE, "--width: at least " + NARROWEST);
        }
        Trace trace = new Imports(common, file, model).read();
        if (step != null && (step < 0 || step >= trace.states().size())) {
            throw new CommandException(
                    ExitCode.USAGE,
                    "--step: " + file + " has steps 0 to " + (trace.states().size() - 1));
        }
        if (html != null) {
            writePage(trace, html);
        } else if (exportTla != null) {
            writeModule(trace, exportTla);
        } else {
            common.out().print(text(trace));
        }
        common.out().flush();
        return ExitCode.EXPECTED;
    }

    private String text(Trace trace) throws IOException {
        if (export != null) {
            return format(export).of(trace);
        }
        List<ClaimPart> reasons = step == null ? new Backgrounds(common).reasons(trace) : List.of();
        return json
                ? TraceJson.of(trace, reasons)
                : TraceView.show(trace, new ShowOptions(width, common.colour(), step), reasons);
    }

    private static ExportFormat format(String name) {
        try {
            return ExportFormat.valueOf(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new CommandException(ExitCode.USAGE, "--export: one of itf, shiviz, mermaid, plantuml, not " + name);
        }
    }

    private void writePage(Trace trace, Path page) throws IOException, InterruptedException {
        common.checkWritable(page);
        Backgrounds backgrounds = new Backgrounds(common);
        Background background = backgrounds.of(trace, backgrounds.executed(trace));
        AtomicFiles.writeString(page, TracePage.render(trace, background));
        common.out().println(page);
    }

    private void writeModule(Trace trace, Path folder) throws IOException {
        Manifest manifest = common.manifest();
        Model of = manifest.model(trace.origin().model());
        String config = Files.readString(of.files(manifest.specs()).configFile());
        TlaReplay replay = new TlaReplay(trace, of.module(), config);
        Path module = folder.resolve(TlaReplay.NAME + ".tla");
        common.checkWritable(module);
        AtomicFiles.writeString(module, replay.module());
        AtomicFiles.writeString(folder.resolve(TlaReplay.NAME + ".cfg"), replay.configuration());
        common.out().println(module);
    }
}
