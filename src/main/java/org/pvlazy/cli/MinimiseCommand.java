package org.pvlazy.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.pvlazy.conformance.Minimiser;
import org.pvlazy.trace.Trace;
import org.pvlazy.trace.TraceStep;
import org.pvlazy.trace.TraceWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Reduces a trace. */
@Command(
        name = "minimise",
        description = {
            "Reduces a trace that ends in a violation, or on which the implementation differs from the model, to one",
            "from which no step can be removed. Prints the steps that are left."
        })
final class MinimiseCommand implements Callable<Integer> {
    @Mixin
    private final Common common = new Common();

    @Parameters(paramLabel = "TRACE", description = "a trace (*.itf.json)")
    private Path file = Path.of("");

    @Option(
            names = "--variant",
            paramLabel = "V",
            description = "what the implementation follows (default: as the trace)")
    private @Nullable String variant;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "write what is left there, as a trace")
    private @Nullable Path output;

    @Override
    public Integer call() throws IOException {
        common.checkWritable(output);
        Traces traces = new Traces(common.manifest(), common);
        Trace trace = traces.read(file);
        Minimiser.Outcome outcome =
                traces.minimise(file, trace, variant == null ? trace.origin().variant() : variant);
        common.out()
                .println(trace.origin().model() + ": " + outcome.failure() + ", " + outcome.before()
                        + " steps reduced to " + outcome.steps() + " in " + outcome.runs() + " runs");
        for (int i = 1; i <= outcome.steps(); i++) {
            TraceStep step = outcome.trace().states().get(i).step();
            if (step != null) {
                common.out().println("%5d  %-3s %s".formatted(i, step.thread(), step.label()));
            }
        }
        if (output != null) {
            TraceWriter.write(outcome.trace(), output);
            common.out().println(output);
        }
        common.out().flush();
        return ExitCode.EXPECTED;
    }
}
