package org.pvlazy.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.pvlazy.bench.Pressure;
import org.pvlazy.bench.Pressure.Limit;
import org.pvlazy.bench.PressureResult;
import org.pvlazy.bench.UvcCosts;
import org.pvlazy.report.PressureBench;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures how guests get memory that is still being cleaned. */
@Command(
        name = "pressure",
        description = {
            "Shuts a protected guest down lazily, lets a second one allocate all of its memory meanwhile, with and without",
            "the OOM notifier of patch 12, and prints how long allocations wait and whether the OOM killer fires."
        })
final class BenchPressureCommand implements Callable<Integer> {
    @Mixin
    private final Common common = new Common();

    @Option(names = "--size", paramLabel = "GIB", description = "size of the guests in GiB (default: 1)")
    private int size = 1;

    @Option(names = "--variant", paramLabel = "V", split = ",", description = "v2, repaired (default: both)")
    private List<String> variants = List.of("v2", "repaired");

    @Option(
            names = "--costs",
            paramLabel = "NS,NS,NS",
            description = "nanoseconds of a UVC that does nothing, destroys, exports a page (default: 100,1000,2000)")
    private String costs = "";

    @Option(names = "--json", paramLabel = "FILE", description = "write the result there as JSON")
    private @Nullable Path json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        common.checkWritable(json);
        List<PressureResult> results = new ArrayList<>();
        UvcCosts uvcs;
        try {
            uvcs = costs.isEmpty() ? UvcCosts.DEFAULT : UvcCosts.parse(costs);
            for (String variant : variants) {
                for (Limit limit : Limit.values()) {
                    for (boolean notifier : new boolean[] {false, true}) {
                        Pressure pressure = new Pressure(size, limit, notifier, variant);
                        common.err().println("pressure: " + pressure);
                        results.add(pressure.run(uvcs));
                    }
                }
            }
        } catch (IllegalArgumentException e) {
            throw new CommandException(ExitCode.USAGE, String.valueOf(e.getMessage()));
        }
        PressureBench bench = new PressureBench(uvcs, results);
        common.out().print(bench.render());
        common.out().flush();
        BenchCommand.write(bench.toJson(), json);
        return ExitCode.EXPECTED;
    }
}
