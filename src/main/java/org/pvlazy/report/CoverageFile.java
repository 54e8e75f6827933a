package org.pvlazy.report;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pvlazy.conformance.EdgeClass;
import org.pvlazy.conformance.EdgeCoverage;
import org.pvlazy.conformance.WalkOutcome;
import org.pvlazy.trace.AtomicFiles;
import org.pvlazy.trace.TextFile;

/**
 * What the walks of several runs through one model covered, kept as JSON.
 *
 * @param specHash the hash of the specification and configuration that the walks went through
 * @param runs how many runs are merged
 * @param walks their walks
 * @param steps their steps
 * @param coverage which classes of edges they took
 */
public record CoverageFile(String model, String specHash, int runs, long walks, long steps, EdgeCoverage coverage) {
    private static final int SCHEMA = 1;
    private static final Gson GSON =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

    /** Before the first run. */
    public static CoverageFile empty(String model, String specHash) {
        return new CoverageFile(model, specHash, 0, 0, 0, new EdgeCoverage());
    }

    /**
     * Reads a file.
     *
     * @throws IllegalArgumentException saying what is wrong with it
     */
    public static CoverageFile read(Path file) throws IOException {
        Content content;
        try {
            content = GSON.fromJson(TextFile.read(file), Content.class);
        } catch (JsonParseException e) {
            throw new IllegalArgumentException("no coverage: damaged JSON", e);
        }
        if (content == null || content.schema() != SCHEMA || content.model() == null) {
            throw new IllegalArgumentException("no coverage: \"schema\" is not " + SCHEMA + ", or no \"model\"");
        }
        List<Row> rows = content.classes();
        String hash = content.specHash();
        if (rows == null || hash == null) {
            throw new IllegalArgumentException("no coverage: no \"classes\" or no \"specHash\"");
        }
        EdgeCoverage coverage = new EdgeCoverage();
        for (Row row : rows) {
            if (row == null
                    || row.action() == null
                    || row.answer() == null
                    || row.thread() == null
                    || row.taken() < 0) {
                throw new IllegalArgumentException("no coverage: classes[" + rows.indexOf(row) + "] is damaged");
            }
            coverage.add(new EdgeClass(row.action(), row.answer(), row.thread()), row.taken());
        }
        return new CoverageFile(content.model(), hash, content.runs(), content.walks(), content.steps(), coverage);
    }

    /** With another run. */
    public CoverageFile with(WalkOutcome run) {
        EdgeCoverage all = new EdgeCoverage();
        all.add(coverage);
        all.add(run.coverage());
        return new CoverageFile(model, specHash, runs + 1, walks + run.walks(), steps + run.steps(), all);
    }

    /** Writes the file whole or not at all. */
    public void write(Path file) throws IOException {
        List<@Nullable Row> rows = new ArrayList<>();
        coverage.counts()
                .forEach((edges, taken) -> rows.add(new Row(edges.action(), edges.answer(), edges.thread(), taken)));
        Content content = new Content(SCHEMA, model, specHash, runs, walks, steps, rows);
        AtomicFiles.writeString(file, GSON.toJson(content) + "\n");
    }

    private record Content(
            int schema,
            @Nullable String model,
            @Nullable String specHash,
            int runs,
            long walks,
            long steps,
            @Nullable List<@Nullable Row> classes) {}

    private record Row(
            @Nullable String action,
            @Nullable String answer,
            @Nullable String thread,
            long taken) {}
}
