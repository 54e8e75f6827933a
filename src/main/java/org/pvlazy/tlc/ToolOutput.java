package org.pvlazy.tlc;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The output of a run of TLC with {@code -tool} that somebody has kept. */
public final class ToolOutput {
    private static final String FRAME = "@!@!@STARTMSG ";

    private ToolOutput() {}

    /** Whether a text is such an output. */
    public static boolean is(String text) {
        return text.contains(FRAME);
    }

    /**
     * What TLC said.
     *
     * @param properties the names under PROPERTY in the configuration of the run
     */
    public static TlcResult read(String text, List<String> properties) {
        OutputReader reader = new OutputReader(progress -> {});
        text.lines().forEach(reader::line);
        SpecFiles unknown = new SpecFiles(Path.of("."), "?", "?");
        return reader.result(new TlcResult.Ending(0, Duration.ZERO, false), unknown, properties);
    }
}
