package org.pvlazy.cli;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.pvlazy.mutation.Kill;
import org.pvlazy.mutation.KillMatrix;
import org.pvlazy.mutation.Mutant;
import org.pvlazy.mutation.Survivors;
import org.pvlazy.report.JsonReport;
import org.pvlazy.report.RunReport;
import org.pvlazy.trace.AtomicFiles;

/** What is judged so far. It is written now and then, so that a run which is interrupted loses little. */
final class MutationResults {
    private static final Duration INTERVAL = Duration.ofSeconds(10);

    private final Survivors survivors;
    private final @Nullable Path json;
    /** By mutant. Guarded by this, as what follows. */
    private final Map<Mutant, Kill> kills = new HashMap<>();

    private long written = System.nanoTime();

    /** Nothing is judged, and nothing is written if there is no file. */
    MutationResults(Survivors survivors, @Nullable Path json) {
        this.survivors = survivors;
        this.json = json;
    }

    /** Who was killed once stays killed: it is another check that did not notice. */
    synchronized void addAll(Collection<Kill> more) {
        more.forEach(kill -> kills.merge(
                kill.mutant(), kill, (before, now) -> before.status() == Kill.Status.KILLED ? before : now));
    }

    synchronized void add(Kill kill) throws IOException {
        kills.put(kill.mutant(), kill);
        if (System.nanoTime() - written > INTERVAL.toNanos()) {
            write();
        }
    }

    /**
     * Those that need not be tried.
     *
     * @param retry whether those that survived need it
     */
    synchronized Set<Mutant> judged(boolean retry) {
        return kills.values().stream()
                .filter(kill -> kill.status() != Kill.Status.NOT_JUDGED)
                .filter(kill -> !retry || kill.status() != Kill.Status.SURVIVED)
                .map(Kill::mutant)
                .collect(Collectors.toSet());
    }

    /** Side by side and in the order of their names, whoever came first. */
    synchronized KillMatrix matrix() {
        List<Kill> sorted = kills.values().stream()
                .sorted(Comparator.comparing((Kill kill) -> kill.mutant().side())
                        .thenComparing(kill -> kill.mutant().name()))
                .toList();
        return new KillMatrix(sorted, survivors);
    }

    synchronized void write() throws IOException {
        if (json != null) {
            KillMatrix matrix = matrix();
            JsonObject root = JsonReport.toJson(new RunReport("mutate", List.of(), List.of()));
            root.addProperty("verdict", matrix.verdict().word());
            root.add("mutants", matrix.toJson());
            AtomicFiles.writeString(json, JsonReport.render(root));
        }
        written = System.nanoTime();
    }
}
