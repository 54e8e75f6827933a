package org.pvlazy.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pvlazy.report.JUnitXml;
import org.pvlazy.report.RunReport;
import org.pvlazy.trace.AtomicFiles;
import picocli.CommandLine.Option;

/** Where to write the result for a build server. */
final class JUnitOption {
    @Option(names = "--junit-xml", paramLabel = "FILE", description = "write the result there as JUnit XML")
    @Nullable
    Path file;

    /** A case for each model and each graph, if asked for. */
    void write(RunReport report) throws IOException {
        write(report.command(), JUnitXml.cases(report));
    }

    /** These cases, if asked for. */
    void write(String command, List<JUnitXml.Case> cases) throws IOException {
        if (file != null) {
            AtomicFiles.writeString(file, JUnitXml.render("pvlazy." + command, cases));
        }
    }
}
