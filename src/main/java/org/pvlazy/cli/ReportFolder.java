package org.pvlazy.cli;

import com.google.gson.JsonArray;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.pvlazy.report.HtmlReport;
import org.pvlazy.report.JsonReport;
import org.pvlazy.report.JsonResult;
import org.pvlazy.report.PropertyVerdicts;
import org.pvlazy.report.ReportLinks;
import org.pvlazy.report.RunReport;
import org.pvlazy.tlc.Manifest;
import org.pvlazy.tlc.Model;
import org.pvlazy.trace.AtomicFiles;
import org.pvlazy.trace.TextFile;

/** The folder of the report: the report itself, the results that it is made of, and the pages of counterexamples. */
final class ReportFolder {
    private static final String FOLDER = "target/report";

    private final Common common;
    private final Path folder;

    ReportFolder(Common common) {
        this.common = common;
        folder = common.home().resolve(FOLDER);
    }

    /** Where the report is. */
    static Path index(Common common) {
        return common.home().resolve(FOLDER).resolve("index.html");
    }

    /** Where the page of a counterexample is. */
    Path page(Model model) {
        return folder.resolve("traces").resolve(model.name() + ".html");
    }

    /** Writes the report of a run, and its result for {@link #writeAgain}. */
    void writeWithResult(RunReport run) throws IOException {
        AtomicFiles.writeString(folder.resolve("verify.json"), JsonReport.render(run));
        write(run);
    }

    private void write(RunReport run) throws IOException {
        Manifest manifest = common.manifest();
        PropertyVerdicts verdicts = PropertyVerdicts.of(manifest.specs(), run.asExpected());
        AtomicFiles.writeString(index(common), HtmlReport.render(run, verdicts, links(manifest)));
    }

    /** Writes the report of the last run of verify again; if there was none, one that says so. */
    void writeAgain() throws IOException {
        Path result = folder.resolve("verify.json");
        write(
                Files.isRegularFile(result)
                        ? JsonResult.open(result).run(common.manifest())
                        : new RunReport("report", List.of(), List.of()));
    }

    private ReportLinks links(Manifest manifest) throws IOException {
        Set<String> pages = manifest.models().stream()
                .filter(Model::hasCounterexample)
                .filter(model -> Files.isRegularFile(page(model)))
                .map(Model::name)
                .collect(Collectors.toSet());
        Path mutants = folder.resolve("mutate.json");
        Path teardown = folder.resolve("teardown.svg");
        return new ReportLinks(
                pages,
                Files.isRegularFile(mutants) ? JsonResult.open(mutants).array("mutants") : new JsonArray(),
                Files.isRegularFile(teardown) ? TextFile.read(teardown) : "");
    }
}
