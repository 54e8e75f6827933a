package org.pvlazy.cli;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.pvlazy.mutation.Kill;
import org.pvlazy.mutation.KillMatrix;
import org.pvlazy.mutation.Mutant;
import org.pvlazy.mutation.Mutation;
import org.pvlazy.mutation.Mutation.Trial;
import org.pvlazy.mutation.PitReport;
import org.pvlazy.mutation.Survivors;
import org.pvlazy.report.JsonReport;
import org.pvlazy.report.RunReport;
import org.pvlazy.report.RunVerdict;
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
            description = "only such mutants: specification, set-up, code (default: the first two; code is for --pit)")
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

    @Option(names = "--json", paramLabel = "FILE", description = "write the result there as JSON")
    private @Nullable Path json;

    @Option(names = "--pit", paramLabel = "FILE", description = "add the mutants of the code from this report of PIT")
    private @Nullable Path pit;

    @Mixin
    private final JUnitOption junit = new JUnitOption();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Manifest manifest = common.manifest();
        common.checkWritable(json);
        common.checkWritable(junit.file);
        Survivors survivors = Survivors.read(manifest.specs());
        Map<Mutant, Trial> trials = new LinkedHashMap<>();
        Mutation mutation = new Mutation(manifest, killers);
        for (Mutant.Side side : sides) {
            trials.putAll(mutation.trials(side, specifications));
        }
        List<Mutant> mutants = new ArrayList<>(trials.keySet());
        if (sample != null) {
            mutants = Mutation.sample(mutants, sample, seed);
        }
        List<Kill> kills = new ArrayList<>(pit == null ? List.of() : PitReport.read(pit));
        kills.addAll(run(mutants, trials));
        KillMatrix matrix = new KillMatrix(kills, survivors);
        common.out().print(matrix.render());
        common.out().flush();
        write(matrix);
        return matrix.verdict() == RunVerdict.EXPECTED ? ExitCode.EXPECTED : ExitCode.UNEXPECTED;
    }

    private List<Kill> run(List<Mutant> mutants, Map<Mutant, Trial> trials) throws IOException, InterruptedException {
        AtomicInteger done = new AtomicInteger();
        return Parallel.map(mutants, mutant -> {
            Trial trial = trials.get(mutant);
            if (trial == null) {
                throw new IllegalStateException(mutant.name());
            }
            Kill kill = trial.run();
            synchronized (common) {
                common.err()
                        .println("mutate " + done.incrementAndGet() + " of " + mutants.size() + ": " + kill.status()
                                + " " + mutant.name());
            }
            return kill;
        });
    }

    private void write(KillMatrix matrix) throws IOException {
        if (json != null) {
            JsonObject root = JsonReport.toJson(new RunReport("mutate", List.of(), List.of()));
            root.addProperty("verdict", matrix.verdict().word());
            root.add("mutants", matrix.toJson());
            AtomicFiles.writeString(json, JsonReport.render(root));
        }
        junit.write("mutate", matrix.toCases());
    }
}
