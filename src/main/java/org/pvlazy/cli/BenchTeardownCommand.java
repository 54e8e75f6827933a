package org.pvlazy.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.pvlazy.bench.Teardown;
import org.pvlazy.bench.Teardown.End;
import org.pvlazy.bench.TeardownResult;
import org.pvlazy.bench.UvcCosts;
import org.pvlazy.report.TeardownBench;
import org.pvlazy.trace.AtomicFiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures what lazy destroy buys. */
@Command(
        name = "teardown",
        description = {
            "Reboots and shuts down protected guests, all of whose pages are secure, with lazy_destroy=0 and =1, and prints",
            "how long userspace waits. UVCs keep a CPU busy for as long as --costs says; nothing else is pretended."
        })
final class BenchTeardownCommand implements Callable<Integer> {
    @Mixin
    private final Common common = new Common();

    @Option(
            names = "--sizes",
            paramLabel = "GIB",
            split = ",",
            description = "sizes of guests in GiB (default: 1,2,4,16,64)")
    private List<Integer> sizes = List.of(1, 2, 4, 16, 64);

    @Option(names = "--variant", paramLabel = "V", split = ",", description = "v2, repaired (default: both)")
    private List<String> variants = List.of("v2", "repaired");

    @Option(
            names = "--costs",
            paramLabel = "NS,NS,NS",
            description = "nanoseconds of a UVC that does nothing, destroys, exports a page (default: 100,1000,2000)")
    private String costs = "";

    @Option(names = "--json", paramLabel = "FILE", description = "write the result there as JSON")
    private @Nullable Path json;

    @Option(names = "--svg", paramLabel = "FILE", description = "draw the result there")
    private @Nullable Path svg;

    @Override
    public Integer call() throws IOException, InterruptedException {
        common.checkWritable(json);
        common.checkWritable(svg);
        UvcCosts uvcs;
        List<Teardown> teardowns;
        try {
            uvcs = costs.isEmpty() ? UvcCosts.DEFAULT : UvcCosts.parse(costs);
            teardowns = teardowns();
        } catch (IllegalArgumentException e) {
            throw new CommandException(ExitCode.USAGE, String.valueOf(e.getMessage()));
        }
        List<TeardownResult> results = new ArrayList<>();
        for (Teardown teardown : teardowns) {
            common.err().println("teardown " + (results.size() + 1) + " of " + teardowns.size() + ": " + teardown);
            TeardownResult result = teardown.run(uvcs);
            common.err()
                    .println(String.format(
                            Locale.ROOT,
                            "  userspace waited %.3f s",
                            result.nanos().critical() / 1e9));
            results.add(result);
        }
        TeardownBench bench = new TeardownBench(uvcs, results);
        common.out().print(bench.render());
        common.out().flush();
        BenchCommand.write(bench.toJson(), json);
        if (svg != null) {
            AtomicFiles.writeString(svg, bench.plot());
        }
        return ExitCode.EXPECTED;
    }

    private List<Teardown> teardowns() {
        List<Teardown> teardowns = new ArrayList<>();
        for (String variant : variants) {
            for (End end : End.values()) {
                for (int size : sizes) {
                    teardowns.add(new Teardown(size, end, false, variant));
                    teardowns.add(new Teardown(size, end, true, variant));
                }
            }
        }
        return teardowns;
    }
}
