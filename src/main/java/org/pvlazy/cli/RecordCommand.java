package org.pvlazy.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.pvlazy.conformance.Recorder;
import org.pvlazy.conformance.Recording;
import org.pvlazy.conformance.RecordingFiles;
import org.pvlazy.conformance.Slice;
import org.pvlazy.tlc.Manifest;
import org.pvlazy.tlc.Model;
import org.pvlazy.tlc.SpecFiles;
import org.pvlazy.tlc.SpecHash;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lets the implementation run free and records what it does. */
@Command(
        name = "record",
        description = {
            "Runs the Java implementation on free threads within the bounds of a model, and writes a recording of each run.",
            "The runs take turns among the models. A seed fixes what every thread draws: commands, accesses, refusals, delays;",
            "not which thread is faster."
        })
final class RecordCommand implements Callable<Integer> {
    private static final int MOST_STATES = 60_000;

    @Mixin
    private final Common common = new Common();

    @Option(
            names = "--model",
            paramLabel = "MODEL",
            description = "a model whose bounds hold (default: those of the variant whose graphs are replayed)")
    private List<String> names = List.of();

    @Option(names = "--variant", paramLabel = "V", description = "v1, v2 (default) or repaired", defaultValue = "v2")
    private String variant = "v2";

    @Option(names = "--runs", paramLabel = "N", description = "how many runs (default: 1)", defaultValue = "1")
    private int runs;

    @Option(
            names = "--seed",
            paramLabel = "S",
            description = "of the first run; the next has S + 1 (default: 1)",
            defaultValue = "1")
    private long seed;

    @Option(names = "--out", paramLabel = "DIR", description = "where the recordings go", required = true)
    private @Nullable Path out;

    @Override
    public Integer call() throws IOException {
        Manifest manifest = common.manifest();
        Path folder = out == null ? Path.of("") : out;
        if (runs < 1) {
            throw new CommandException(ExitCode.USAGE, "--runs " + runs + ": there must be one");
        }
        List<Model> models = models(manifest);
        List<Source> sources = new ArrayList<>();
        for (Model model : models) {
            SpecFiles files = model.files(manifest.specs());
            sources.add(new Source(
                    model, Traces.slice(model), new Recorder(Traces.parameters(model, files)), SpecHash.of(files)));
        }
        common.checkWritable(folder.resolve("any.json"));
        long events = 0;
        for (int run = 0; run < runs; run++) {
            events += record(sources.get(run % sources.size()), seed + run, folder);
        }
        common.out()
                .println(
                        String.format(Locale.ROOT, "%,d runs of %s, %,d events, in %s", runs, variant, events, folder));
        common.out().flush();
        return ExitCode.EXPECTED;
    }

    private record Source(Model model, Slice slice, Recorder recorder, String hash) {}

    private static int record(Source source, long seed, Path folder) throws IOException {
        Recording recording = source.recorder()
                .record(new Recording.Origin(
                        source.model().name(), source.model().variant(), source.hash(), seed));
        RecordingFiles.write(
                recording, source.slice(), folder.resolve(source.model().name() + "-" + seed + ".json"));
        return recording.size();
    }

    private List<Model> models(Manifest manifest) {
        if (!Model.VARIANTS.contains(variant)) {
            throw new CommandException(
                    ExitCode.USAGE, "unknown variant " + variant + "; there are " + String.join(", ", Model.VARIANTS));
        }
        List<Model> models = names.isEmpty()
                ? manifest.models().stream()
                        .filter(model ->
                                model.replay() && model.variant().equals(variant) && model.distinct() <= MOST_STATES)
                        .toList()
                : names.stream().map(manifest::model).toList();
        for (Model model : models) {
            if (!model.variant().equals(variant)) {
                throw new CommandException(
                        ExitCode.USAGE, model.name() + " follows " + model.variant() + ", not " + variant);
            }
        }
        return models;
    }
}
