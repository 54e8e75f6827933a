package org.pvlazy.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.commons.lang3.Range;
import org.jspecify.annotations.Nullable;
import org.pvlazy.conformance.Slices;
import org.pvlazy.mutation.FaultReport;
import org.pvlazy.mutation.Kill;
import org.pvlazy.mutation.KillFile;
import org.pvlazy.mutation.KillMatrix;
import org.pvlazy.mutation.KillSummary;
import org.pvlazy.mutation.Mutant;
import org.pvlazy.mutation.Mutation;
import org.pvlazy.mutation.Mutation.Trial;
import org.pvlazy.mutation.PitReport;
import org.pvlazy.mutation.Survivors;
import org.pvlazy.tlc.Manifest;
import org.pvlazy.trace.AtomicFiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which check notices which fault. */
@Command(
        name = "mutate",
        description = {
            "Makes faults mechanically, in the specifications and in what the checks are told, and says which check",
            "notices each. A mutant that survives needs a reason in survivors.json beside the manifest; one that",
            "cannot be parsed or evaluated is invalid, which is not killed."
        })
final class MutateCommand implements Callable<Integer> {
    @Mixin
    private final Common common = new Common();

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            split = ",",
            description =
                    "only such mutants: specification, set-up, code (default: the first two; code is for --pit and --faults)")
    private List<Mutant.Side> sides = List.of(Mutant.Side.SPECIFICATION, Mutant.Side.SETUP);

    @Option(
            names = "--specification",
            paramLabel = "S",
            split = ",",
            description = "only mutants of these: Lifecycle, PageLife, GuestTables, Oom (default: all)")
    private List<String> specifications = List.of();

    @Option(names = "--sample", paramLabel = "N", description = "only so many of them, drawn by chance")
    private @Nullable Integer sample;

    @Option(names = "--seed", paramLabel = "S", defaultValue = "1", description = "for --sample (default: 1)")
    private long seed;

    @Option(
            names = "--killers",
            paramLabel = "N",
            defaultValue = "5",
            description = "give so many killers of each mutant at most (default: 5)")
    private int killers;

    @Option(
            names = "--largest",
            paramLabel = "N",
            defaultValue = "60000",
            description = "hold mutants of specifications against no model that generates more states (default: 60000)")
    private long largest;

    @Option(
            names = "--smallest",
            paramLabel = "N",
            defaultValue = "0",
            description =
                    "hold them against no model that generates fewer: with --retry, go on where another run ended")
    private long smallest;

    @Option(names = "--json", paramLabel = "FILE", description = "write the result there as JSON")
    private @Nullable Path json;

    @Option(
            names = "--pit",
            paramLabel = "FILE",
            split = ",",
            description = "add the mutants of the code from these reports of PIT")
    private List<Path> pit = List.of();

    @Option(
            names = "--faults",
            paramLabel = "FILE",
            split = ",",
            description = "add the faults that tests seed, from these reports of Surefire")
    private List<Path> faults = List.of();

    @Option(
            names = "--from",
            paramLabel = "FILE",
            split = ",",
            description = "add what these earlier results judged, and try only the rest")
    private List<Path> from = List.of();

    @Option(names = "--retry", description = "with --from: try again what survived")
    private boolean retry;

    @Option(names = "--only", paramLabel = "TEXT", description = "only mutants that have this in their names")
    private String only = "";

    @Option(
            names = "--summary",
            paramLabel = "FILE",
            description =
                    "try nothing; write there, as markdown, what --from, --pit and --faults come to and what is left")
    private @Nullable Path summary;

    @Option(
            names = "--time-limit",
            paramLabel = "S",
            defaultValue = "120",
            description = "leave a mutant not judged after so many seconds (default: 120)")
    private long timeLimit;

    @Mixin
    private final JUnitOption junit = new JUnitOption();

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (smallest > largest) {
            throw new CommandException(ExitCode.USAGE, "--smallest " + smallest + ": more than --largest " + largest);
        }
        Manifest manifest = common.manifest();
        common.checkWritable(json);
        common.checkWritable(junit.file);
        common.checkWritable(summary);
        Survivors survivors = Survivors.read(manifest.specs());
        MutationResults results = new MutationResults(survivors, json);
        for (Path file : from) {
            results.addAll(KillFile.read(file));
        }
        for (Path report : pit) {
            results.addAll(PitReport.read(report));
        }
        for (Path report : faults) {
            results.addAll(FaultReport.read(report));
        }
        try (Mutation mutation =
                new Mutation(manifest, killers, Range.of(smallest, largest), Duration.ofSeconds(timeLimit))) {
            Map<Mutant, Trial> trials = new LinkedHashMap<>();
            for (Mutant.Side side : sides) {
                trials.putAll(mutation.trials(side, specifications));
            }
            trials.keySet().removeIf(mutant -> !mutant.name().contains(only));
            if (summary != null) {
                AtomicFiles.writeString(summary, summary(manifest, results.matrix(), trials.keySet(), survivors));
            } else {
                trials.keySet().removeAll(results.judged(retry));
                run(trials, results);
            }
        }
        KillMatrix matrix = results.matrix();
        common.out().print(matrix.render());
        common.out().flush();
        results.write();
        junit.write("mutate", matrix.toCases());
        return switch (matrix.verdict()) {
            case EXPECTED -> ExitCode.EXPECTED;
            case UNEXPECTED -> ExitCode.UNEXPECTED;
            case INCONCLUSIVE -> ExitCode.INCONCLUSIVE;
        };
    }

    private static String summary(Manifest manifest, KillMatrix matrix, Collection<Mutant> all, Survivors survivors) {
        return "# The kill matrix in numbers\n\n"
                + "Made by `./pvlazy mutate --summary` from the results of `./pvlazy mutate` and of PIT; see"
                + " [CONTRIBUTING.md](../CONTRIBUTING.md#mutants).\n\n"
                + new KillSummary(
                                matrix.kills(),
                                all,
                                survivors,
                                mutant -> mutant.side() == Mutant.Side.SETUP
                                        ? Slices.specification(
                                                manifest.model(mutant.subject()).slice())
                                        : mutant.subject())
                        .render();
    }

    private void run(Map<Mutant, Trial> trials, MutationResults results) throws IOException, InterruptedException {
        List<Mutant> mutants = new ArrayList<>(trials.keySet());
        if (sample != null) {
            mutants = Mutation.sample(mutants, sample, seed);
        }
        int all = mutants.size();
        AtomicInteger done = new AtomicInteger();
        Parallel.map(mutants, mutant -> {
            Trial trial = trials.get(mutant);
            if (trial == null) {
                throw new IllegalStateException(mutant.name());
            }
            Kill kill = trial.run();
            results.add(kill);
            synchronized (common) {
                common.err()
                        .println("mutate " + done.incrementAndGet() + " of " + all + ": "
                                + kill.status().word() + " " + mutant.name());
            }
            return kill;
        });
    }
}
