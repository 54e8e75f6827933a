package org.pvlazy.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pvlazy.report.Blocks;
import org.pvlazy.report.GalleryTable;
import org.pvlazy.report.PropertyTable;
import org.pvlazy.report.PropertyVerdicts;
import org.pvlazy.report.ResultsTable;
import org.pvlazy.report.page.Essay;
import org.pvlazy.report.page.SpecText;
import org.pvlazy.report.page.TourPictures;
import org.pvlazy.tlc.Manifest;
import org.pvlazy.tlc.Model;
import org.pvlazy.trace.AtomicFiles;
import org.pvlazy.trace.Trace;
import org.pvlazy.trace.TraceReader;

/** The generated parts of the documents, made from the manifest and from the traces as they stand. */
final class Documents {
    private final Manifest manifest;
    private final Common common;

    Documents(Manifest manifest, Common common) {
        this.manifest = manifest;
        this.common = common;
    }

    void write() throws IOException {
        Path readme = manifest.specs().resolve("README.md");
        PropertyVerdicts verdicts = PropertyVerdicts.of(manifest.specs(), manifest.models());
        String text = withBlock(readme, read(readme), "verdicts", PropertyTable.of(verdicts));
        writeIfThere(common, readme, withBlock(readme, text, "results", ResultsTable.of(manifest)));
        Path gallery = common.home().resolve("traces/README.md");
        writeIfThere(common, gallery, withBlock(gallery, read(gallery), "counterexamples", gallery()));
        Path tour = common.home().resolve("docs/tour");
        if (Files.isDirectory(tour)) {
            for (Map.Entry<String, String> picture : tour().entrySet()) {
                writeIfThere(common, tour.resolve(picture.getKey()), picture.getValue());
            }
        }
    }

    /** The table of counterexamples that there are. */
    String gallery() throws IOException {
        List<GalleryTable.Entry> entries = new ArrayList<>();
        for (Model model : manifest.models()) {
            Path file = new Traces(manifest, common).file(model);
            if (model.hasCounterexample() && Files.isRegularFile(file)) {
                String essay = read(file.resolveSibling(model.name() + ".md"));
                String title = essay == null ? "" : Essay.title(essay);
                entries.add(
                        new GalleryTable.Entry(model, TraceReader.read(file), title.isEmpty() ? model.what() : title));
            }
        }
        return GalleryTable.of(entries);
    }

    /** The pictures of the tour. */
    Map<String, String> tour() throws IOException {
        Model model = manifest.model(TourPictures.MODEL);
        Trace trace = TraceReader.read(new Traces(manifest, common).file(model));
        return TourPictures.of(trace, SpecText.of(model.files(manifest.specs())));
    }

    /** The text of a document; null if there is no such document. */
    static @Nullable String read(Path file) throws IOException {
        return Files.isRegularFile(file) ? Files.readString(file) : null;
    }

    /** The text of a document with a block replaced. */
    static @Nullable String withBlock(Path file, @Nullable String text, String block, String content) {
        try {
            return text == null ? null : Blocks.replace(text, block, content);
        } catch (IllegalArgumentException e) {
            throw new CommandException(ExitCode.USAGE, file + ": " + e.getMessage());
        }
    }

    /** Writes a document that there is, and says so. */
    static void writeIfThere(Common common, Path file, @Nullable String text) throws IOException {
        if (text != null) {
            AtomicFiles.writeString(file, text);
            common.out().println(file);
        }
    }
}
