package org.pvlazy.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.pvlazy.conformance.Recording.Crash;
import org.pvlazy.tlc.ConfigFile;
import org.pvlazy.tlc.EvaluationException;
import org.pvlazy.tlc.SpecFiles;
import org.pvlazy.tlc.SpecHash;
import org.pvlazy.tlc.TlcJob;
import org.pvlazy.tlc.TlcOptions;
import org.pvlazy.tlc.TlcPool;
import org.pvlazy.tlc.TlcResult;

/**
 * The second judge: TLC, on a module {@code Trace<specification>} that says what it is to explain a recording. All recordings of a
 * model are judged in one run: TLC starts, and reads the specification, once.
 */
public final class TlcRecordingJudge implements AutoCloseable {
    private static final int HEAP = 512;
    private static final Pattern ACCEPTED = Pattern.compile("<<\"accepted\", (\\d+)>>");

    private final TlcPool pool = new TlcPool(HEAP);

    /** Whether this judge can tell: of a run that ended otherwise than by a check of the implementation there is nothing to ask. */
    public static boolean judges(Recording recording) {
        Crash crash = recording.crash();
        return crash == null || (crash.thread() >= 0 && !crash.splat().isEmpty());
    }

    /**
     * Whether the specification explains each of the recordings.
     *
     * @param model whose bounds hold for all of them
     * @throws EvaluationException if TLC comes to no verdict
     */
    public List<Boolean> accepts(SpecFiles model, Slice slice, List<Recording> recordings)
            throws IOException, InterruptedException {
        RunsModule module = new RunsModule(slice);
        Path folder = Files.createTempDirectory("pvlazy-judge-");
        try {
            for (String file : SpecHash.fileNames(new SpecFiles(model.folder(), module.trace(), model.config()))) {
                if (file.endsWith(".tla")) {
                    Files.copy(model.folder().resolve(file), folder.resolve(file));
                }
            }
            SpecFiles files = new SpecFiles(folder, module.name(), module.name());
            Files.writeString(files.moduleFile(), module.text(recordings));
            Files.writeString(files.configFile(), module.config(ConfigFile.constants(model.configFile())));
            Set<Integer> accepted = run(files);
            List<Boolean> verdicts = new ArrayList<>();
            for (int number = 1; number <= recordings.size(); number++) {
                verdicts.add(accepted.contains(number));
            }
            return verdicts;
        } finally {
            delete(folder);
        }
    }

    private Set<Integer> run(SpecFiles files) throws IOException, InterruptedException {
        TlcResult result = pool.run(new TlcJob(files, TlcOptions.defaults().ignoringDeadlock()), progress -> {});
        if (result.exitCode() != 0) {
            throw new EvaluationException("TLC ends with " + result.exitCode() + " on recordings: "
                    + result.errors().stream().findFirst().map(Object::toString).orElse("it says nothing"));
        }
        Set<Integer> accepted = new HashSet<>();
        Matcher matcher = ACCEPTED.matcher(result.parserOutput());
        while (matcher.find()) {
            accepted.add(Integer.parseInt(matcher.group(1)));
        }
        return accepted;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        }
    }

    @Override
    public void close() throws IOException {
        pool.close();
    }
}
