package org.pvlazy.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.pvlazy.bench.Load;
import org.pvlazy.bench.LoadResult;
import org.pvlazy.report.LoadBench;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Many VMs at once, and failures. */
@Command(
        name = "load",
        description = {
            "Reboots VMs in a loop, all at once, while UVCs and allocations fail now and then, and prints what the detectors",
            "report and what leaks. The repaired design must be clean; with failures v2 must not be."
        })
final class BenchLoadCommand implements Callable<Integer> {
    private static final long NARRATION_NANOS = 2_000_000_000;

    @Mixin
    private final Common common = new Common();

    @Option(names = "--vms", paramLabel = "N", description = "how many at once (default: 10)")
    private int vms = 10;

    @Option(names = "--seconds", paramLabel = "S", description = "how long, for each variant (default: 60)")
    private long seconds = 60;

    @Option(
            names = "--failures",
            paramLabel = "PERCENT",
            description = "how many of a hundred UVCs and allocations fail (default: 1)")
    private int percent = 1;

    @Option(names = "--seed", paramLabel = "S", description = "of what fails (default: 1)")
    private long seed = 1;

    @Option(names = "--variant", paramLabel = "V", split = ",", description = "v2, repaired (default: both)")
    private List<String> variants = List.of("v2", "repaired");

    @Option(names = "--json", paramLabel = "FILE", description = "write the result there as JSON")
    private @Nullable Path json;

    private long narrated;

    @Override
    public Integer call() throws IOException, InterruptedException {
        common.checkWritable(json);
        List<LoadResult> results = new ArrayList<>();
        try {
            for (String variant : variants) {
                results.add(new Load(vms, Duration.ofSeconds(seconds), percent, variant, seed).run(this::narrate));
            }
        } catch (IllegalArgumentException e) {
            throw new CommandException(ExitCode.USAGE, String.valueOf(e.getMessage()));
        }
        LoadBench bench = new LoadBench(results);
        common.out().print(bench.render());
        common.out().flush();
        BenchCommand.write(bench.toJson(), json);
        return bench.expected() ? ExitCode.EXPECTED : ExitCode.UNEXPECTED;
    }

    /** Called by one thread at a time. */
    private void narrate(LoadResult soFar) {
        if (System.nanoTime() - narrated > NARRATION_NANOS) {
            narrated = System.nanoTime();
            common.err()
                    .println("load " + soFar.load().variant() + ": " + soFar.processes() + " processes, "
                            + soFar.reboots() + " reboots");
        }
    }
}
