package org.pvlazy.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.pvlazy.conformance.GraphReplay;
import org.pvlazy.conformance.RecordingOutcome;
import org.pvlazy.conformance.ReplayOutcome;
import org.pvlazy.report.ConformanceBench;
import org.pvlazy.report.JsonReport;
import org.pvlazy.report.RecordingBench;
import org.pvlazy.report.RunReport;
import org.pvlazy.tlc.GraphOptions;
import org.pvlazy.tlc.LocalEngine;
import org.pvlazy.tlc.Manifest;
import org.pvlazy.tlc.Model;
import org.pvlazy.tlc.ModelOutcome;
import org.pvlazy.trace.AtomicFiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures checking and replaying a model in one run, one after the other. */
@Command(
        name = "conformance",
        description = {
            "Checks a model with TLC, builds its graph, replays it, and judges recordings by it, one after the other,",
            "and prints the times, their ratios and what they should be."
        })
final class BenchConformanceCommand implements Callable<Integer> {
    private static final int RECORDINGS = 200;

    @Mixin
    private final Common common = new Common();

    @Option(names = "--model", paramLabel = "MODEL", description = "the model (default: ${DEFAULT-VALUE})")
    private String name = "reboot-v2-endless";

    @Option(names = "--json", paramLabel = "FILE", description = "write the result there as JSON")
    private @Nullable Path json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        common.checkWritable(json);
        Manifest manifest = common.manifest();
        Model model = new ModelFilter().selectNamed(manifest, List.of(name)).get(0);
        Work work = new Work(manifest, common.err());
        ModelOutcome checked = work.check(List.of(model), new LocalEngine(null)).get(0);
        heapPools().forEach(MemoryPoolMXBean::resetPeakUsage);
        GraphReplay.Prepared prepared = work.prepare(model, GraphOptions.strict());
        ReplayOutcome replayed = work.replay(prepared);
        ConformanceBench bench = new ConformanceBench(
                replayed,
                new ConformanceBench.Times(checked.seconds(), prepared.graphSeconds(), prepared.tourSeconds()),
                prepared.graph().bytes(),
                heapPools().stream()
                        .mapToLong(pool -> pool.getPeakUsage().getUsed())
                        .sum());
        RecordingOutcome recorded = work.record(prepared, RECORDINGS);
        RecordingBench recordings = new RecordingBench(recorded, prepared.graphSeconds());
        common.out().print(bench.render());
        common.out().println();
        common.out().print(recordings.render());
        common.out().flush();
        RunReport report = new RunReport("bench", List.of(checked), List.of(replayed), List.of(recorded));
        if (json != null) {
            AtomicFiles.writeString(json, rendered(report, bench.toJson(), recordings.toJson()));
        }
        return common.finish(report, null);
    }

    private static String rendered(RunReport report, JsonObject... measured) {
        JsonObject root = JsonReport.toJson(report);
        JsonArray benches = root.getAsJsonArray("bench");
        for (JsonObject each : measured) {
            benches.add(each);
        }
        return JsonReport.render(root);
    }

    /** Their peaks need not be at the same time: the sum is an upper bound. */
    private static List<MemoryPoolMXBean> heapPools() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .toList();
    }
}
