package org.pvlazy.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.pvlazy.conformance.ReplayParameters;
import org.pvlazy.conformance.Search;
import org.pvlazy.conformance.SearchOptions;
import org.pvlazy.conformance.SearchOutcome;
import org.pvlazy.report.SearchTable;
import org.pvlazy.tlc.Evaluator;
import org.pvlazy.tlc.IsolatedTlc;
import org.pvlazy.tlc.Manifest;
import org.pvlazy.tlc.Model;
import org.pvlazy.tlc.SpecFiles;
import org.pvlazy.trace.TraceWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Looks for violations from the code side. */
@Command(
        name = "search",
        description = {
            "Runs the Java implementation under a random scheduler until it finds out about itself that a property is",
            "violated. It keeps to the bounds of a model, which judges every step. Without --model, the options choose",
            "among the models with a counterexample, which the search is not given."
        })
final class SearchCommand implements Callable<Integer> {
    @Mixin
    private final Common common = new Common();

    @Option(names = "--model", paramLabel = "MODEL", description = "search within the bounds of this model")
    private List<String> names = List.of();

    @Mixin
    private final ModelFilter filter = new ModelFilter();

    @Option(
            names = "--strategy",
            paramLabel = "S",
            defaultValue = "random",
            description =
                    "random: any step, rather a new one; pct: priorities that change at few steps (default: random)")
    private String strategy = "random";

    @Option(
            names = "--depth",
            paramLabel = "D",
            defaultValue = "3",
            description = "with pct: at how many steps of a schedule priorities change (default: 3)")
    private int depth;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description = "the same seed gives the same schedules (default: 1)")
    private long seed;

    @Option(
            names = "--steps",
            paramLabel = "N",
            defaultValue = "500000",
            description = "give up a model after so many steps (default: 500000)")
    private long steps;

    @Option(
            names = "--length",
            paramLabel = "N",
            defaultValue = "200",
            description = "the most steps of a schedule (default: 200)")
    private int length;

    @Option(names = "--out", paramLabel = "DIR", description = "write each schedule found there, as a trace")
    private @Nullable Path out;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Manifest manifest = common.manifest();
        SearchOptions options = options();
        List<Model> models = names.isEmpty()
                ? filter.select(
                        manifest,
                        manifest.models().stream()
                                .filter(Model::hasCounterexample)
                                .toList())
                : filter.selectNamed(manifest, names);
        if (out != null) {
            common.checkWritable(out.resolve("trace"));
        }
        for (Model model : models) {
            // Complains about a configuration before there is anything to wait for.
            Traces.parameters(model, model.files(manifest.specs()));
        }
        List<SearchOutcome> outcomes = Parallel.map(models, model -> search(manifest, model, options));
        common.out().print(SearchTable.render(outcomes, common.colour()));
        write(outcomes);
        common.out().flush();
        return exitCode(outcomes);
    }

    private SearchOptions options() {
        try {
            SearchOptions.Kind kind = SearchOptions.Kind.valueOf(strategy.toUpperCase(Locale.ROOT));
            return new SearchOptions(kind, depth, steps, length, seed);
        } catch (IllegalArgumentException e) {
            throw new CommandException(
                    ExitCode.USAGE,
                    "search: a --strategy that is random or pct, and positive --steps, --length and --depth");
        }
    }

    private SearchOutcome search(Manifest manifest, Model model, SearchOptions options) throws IOException {
        SpecFiles files = model.files(manifest.specs());
        ReplayParameters parameters = Traces.parameters(model, files);
        try (Evaluator evaluator = IsolatedTlc.open(files)) {
            SearchOutcome outcome = new Search(model, files, parameters).run(options, evaluator);
            synchronized (common.err()) {
                common.err()
                        .println("search " + model.name() + ": " + outcome.schedules() + " schedules, "
                                + outcome.steps() + " steps");
            }
            return outcome;
        }
    }

    private void write(List<SearchOutcome> outcomes) throws IOException {
        for (SearchOutcome outcome : outcomes) {
            if (out != null && outcome.trace() != null) {
                Path file = out.resolve(outcome.model().name() + ".itf.json");
                TraceWriter.write(outcome.trace(), file);
                common.out().println(file);
            }
        }
    }

    private static int exitCode(List<SearchOutcome> outcomes) {
        if (outcomes.stream().anyMatch(SearchOutcome::unexpected)) {
            return ExitCode.UNEXPECTED;
        }
        return outcomes.stream().anyMatch(SearchOutcome::missed) ? ExitCode.INCONCLUSIVE : ExitCode.EXPECTED;
    }
}
