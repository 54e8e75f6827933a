package org.pvlazy.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.pvlazy.report.page.Executed;
import org.pvlazy.report.page.TracePage;
import org.pvlazy.tlc.Manifest;
import org.pvlazy.tlc.Model;
import org.pvlazy.trace.AtomicFiles;
import org.pvlazy.trace.Trace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Makes the pages that a reviewer opens. */
@Command(
        name = "report",
        description = {
            "Makes a page of every counterexample in target/report/traces, and target/report/index.html again from the last",
            "verify, with links to them, with the kill matrix of the last mutate --json target/report/mutate.json, and with the",
            "drawing of the last bench teardown --svg target/report/teardown.svg."
        })
final class ReportCommand implements Callable<Integer> {
    @Mixin
    private final Common common = new Common();

    @Parameters(paramLabel = "MODEL", arity = "0..*", description = "models with a counterexample (default: all)")
    private List<String> names = List.of();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Manifest manifest = common.manifest();
        List<Model> models = names.isEmpty()
                ? manifest.models().stream().filter(Model::hasCounterexample).toList()
                : names.stream()
                        .map(name -> GenerateCommand.withCounterexample(manifest, name))
                        .toList();
        ReportFolder folder = new ReportFolder(common);
        common.checkWritable(ReportFolder.index(common));
        Traces traces = new Traces(manifest, common);
        Backgrounds backgrounds = new Backgrounds(common);
        List<Path> files = models.stream().map(traces::file).toList();
        List<Trace> read = new ArrayList<>();
        for (Path file : files) {
            read.add(traces.read(file));
        }
        List<@Nullable Executed> executed = executed(backgrounds, files);
        List<Integer> numbers = IntStream.range(0, models.size()).boxed().toList();
        List<Path> pages = Parallel.map(numbers, i -> {
            Path page = folder.page(models.get(i));
            String text = TracePage.render(read.get(i), backgrounds.of(read.get(i), executed.get(i)));
            AtomicFiles.writeString(page, text);
            return page;
        });
        pages.forEach(common.out()::println);
        folder.writeAgain();
        common.out().println("report: " + ReportFolder.index(common));
        common.out().flush();
        return ExitCode.EXPECTED;
    }

    // What the implementation executes, found out by as many replays as there are processors.
    private static List<@Nullable Executed> executed(Backgrounds backgrounds, List<Path> files)
            throws IOException, InterruptedException {
        int hands = Math.max(1, Runtime.getRuntime().availableProcessors());
        int share = Math.max(1, (files.size() + hands - 1) / hands);
        List<List<Path>> shares = IntStream.iterate(0, from -> from < files.size(), from -> from + share)
                .mapToObj(from -> files.subList(from, Math.min(files.size(), from + share)))
                .toList();
        List<@Nullable Executed> all = new ArrayList<>();
        Parallel.map(shares, backgrounds::executed).forEach(all::addAll);
        return all;
    }
}
