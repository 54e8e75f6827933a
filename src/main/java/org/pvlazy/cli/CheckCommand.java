package org.pvlazy.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.pvlazy.report.RunReport;
import org.pvlazy.report.VerdictTable;
import org.pvlazy.tlc.Manifest;
import org.pvlazy.tlc.Model;
import org.pvlazy.tlc.ModelOutcome;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs TLC on models. */
@Command(
        name = "check",
        description = {
            "Runs TLC on models and compares verdicts and counts with the manifest.",
            "Options that choose models may be repeated or take several values with commas; a model must pass them all."
        })
final class CheckCommand implements Callable<Integer> {
    @Mixin
    private final Common common = new Common();

    @Mixin
    private final ToolOption tool = new ToolOption();

    @Mixin
    private final EngineOption engine = new EngineOption();

    @Mixin
    private final ModelFilter filter = new ModelFilter();

    @Parameters(paramLabel = "MODEL", arity = "0..*", description = "models to check (default: all that are not large)")
    private List<String> names = List.of();

    @Mixin
    private final JUnitOption junit = new JUnitOption();

    @Option(names = "--json", paramLabel = "FILE", description = "write the result there as JSON")
    private @Nullable Path json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Manifest manifest = common.manifest();
        List<Model> models =
                names.isEmpty() ? filter.select(manifest, manifest.models()) : filter.selectNamed(manifest, names);
        common.checkWritable(json);
        common.checkWritable(junit.file);
        List<ModelOutcome> outcomes =
                new Work(manifest, common.err()).check(models, engine.engine(common.home(), tool.tools()));
        RunReport report = new RunReport("check", outcomes, List.of());
        common.out().print(VerdictTable.render(report, common.colour()));
        common.out().flush();
        junit.write(report);
        return common.finish(report, json);
    }
}
