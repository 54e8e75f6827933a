package org.pvlazy.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.lang3.StringUtils;
import org.pvlazy.conformance.Recording.Event;
import org.pvlazy.tla.TlaValue;
import org.pvlazy.tlc.ConfigFile;
import org.pvlazy.tlc.EvaluationException;
import org.pvlazy.tlc.SpecFiles;
import org.pvlazy.tlc.SpecHash;
import org.pvlazy.tlc.TlcJob;
import org.pvlazy.tlc.TlcOptions;
import org.pvlazy.tlc.TlcPool;
import org.pvlazy.tlc.TlcResult;

/**
 * The second judge: TLC, on a module {@code Trace<specification>} that says what it is to explain a recording. The recording is
 * written as a module, and an acceptance is the violation of NotAccepted.
 */
public final class TlcRecordingJudge implements AutoCloseable {
    private static final String ROOT = "TraceData";
    private static final int HEAP = 512;
    private static final int ACCEPTED = 12;
    private static final int REJECTED = 0;
    private static final List<String> ANSWERS = List.of("ok", "busy", "error", "need_destroy");
    /** More than any clock shows, and less than what TLC takes for a number. */
    private static final long OPEN = 2_000_000_000;

    private final Slice slice;
    private final TlcPool pool = new TlcPool(HEAP);
    private final Path folder;
    private final Map<String, TlaValue> constants;

    /** Copies the specification of a model to a temporary folder. */
    public TlcRecordingJudge(SpecFiles model, Slice slice) throws IOException {
        this.slice = slice;
        folder = Files.createTempDirectory("pvlazy-judge-");
        constants = ConfigFile.constants(model.configFile());
        String trace = "Trace" + slice.specification();
        SpecFiles needed = new SpecFiles(model.folder(), trace, model.config());
        for (String file : SpecHash.fileNames(needed)) {
            if (file.endsWith(".tla")) {
                Files.copy(model.folder().resolve(file), folder.resolve(file));
            }
        }
    }

    /** Whether this judge can tell: the end of a run that failed it does not know. */
    public static boolean judges(Recording recording) {
        return recording.crash() == null;
    }

    /**
     * Whether the specification explains the recording.
     *
     * @throws EvaluationException if TLC comes to no verdict
     */
    public boolean accepts(Recording recording) throws IOException, InterruptedException {
        Files.writeString(folder.resolve(ROOT + ".tla"), module(recording));
        Files.writeString(folder.resolve(ROOT + ".cfg"), config());
        TlcOptions options = TlcOptions.defaults().ignoringDeadlock();
        TlcResult result = pool.run(new TlcJob(new SpecFiles(folder, ROOT, ROOT), options), progress -> {});
        if (result.exitCode() != ACCEPTED && result.exitCode() != REJECTED) {
            throw new EvaluationException("TLC ends with " + result.exitCode() + " on a recording of "
                    + recording.origin().model() + " with seed "
                    + recording.origin().seed() + ": "
                    + result.errors().stream().findFirst().map(Object::toString).orElse("it says nothing"));
        }
        return result.exitCode() == ACCEPTED;
    }

    private String config() {
        StringBuilder text = new StringBuilder("INIT TraceInit\nNEXT TraceNext\nINVARIANT NotAccepted\nCONSTANTS\n");
        new TreeMap<>(constants)
                .forEach((name, value) -> text.append("  ")
                        .append(name)
                        .append(" = ")
                        .append(value)
                        .append('\n'));
        return text.append("  TraceThreads <- TheThreads\n  Trace <- TheTrace\n  Last <- TheLast\n")
                .toString();
    }

    private String module(Recording recording) {
        String threads = recording.threads().stream()
                .map(name -> name.startsWith("kthread") ? "\"\"" : "\"" + name + "\"")
                .collect(Collectors.joining(", "));
        String trace = recording.events().stream()
                .map(own -> own.stream().map(this::record).collect(Collectors.joining(",\n    ", "<<", ">>")))
                .collect(Collectors.joining(",\n  "));
        String last = new TreeMap<>(recording.last())
                .entrySet().stream()
                        .map(each -> each.getKey() + " |-> " + each.getValue())
                        .collect(Collectors.joining(",\n  "));
        return "---- MODULE " + ROOT + " ----\nEXTENDS Trace" + slice.specification() + "\n\nTheThreads == <<" + threads
                + ">>\n\nTheTrace == <<\n  " + trace + ">>\n\nTheLast == [\n  " + last + "]\n====\n";
    }

    private String record(Event event) {
        long offer = event.offer();
        int child = event.child() == 0 ? 0 : event.child() + 1;
        return "[action |-> \"" + slice.binding().action(offer) + "\", p |-> " + Offer.page(offer) + ", v |-> "
                + Offer.vm(offer) + ", a |-> \"" + ANSWERS.get(Offer.answer(offer)) + "\", begin |-> " + event.begin()
                + ", end |-> " + Math.min(OPEN, event.end()) + ", maybe |-> "
                + StringUtils.upperCase(String.valueOf(event.maybe())) + ", child |-> " + child + "]";
    }

    @Override
    public void close() throws IOException {
        pool.close();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        }
    }
}
