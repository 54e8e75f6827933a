package org.pvlazy.report.page;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What each kernel step does, in the words of the implementation's list of steps. */
public final class StepNotes {
    private static final String FILE = "org/pvlazy/probe/Step.java";
    private static final Pattern STEP =
            Pattern.compile("/\\*\\*((?:(?!\\*/).)*)\\*/\\s*([A-Z][A-Z0-9_]*)\\(", Pattern.DOTALL);
    private static final Pattern FRAME = Pattern.compile("Frame: .*");
    private static final Pattern MARKUP = Pattern.compile("\\{@\\w+ ([^}]*)}");

    private final Map<String, String> notes = new HashMap<>();

    private StepNotes() {}

    /** Reads the list below a folder of sources; without sources there are no notes. */
    public static StepNotes in(Path sources) throws IOException {
        StepNotes notes = new StepNotes();
        Path file = sources.resolve(FILE);
        if (Files.isRegularFile(file)) {
            Matcher step = STEP.matcher(Files.readString(file));
            while (step.find()) {
                String text =
                        step.group(1).replaceAll("\\s*\\n?\\s*\\*\\s+", " ").strip();
                text = MARKUP.matcher(text).replaceAll("$1");
                notes.notes.put(
                        step.group(2), FRAME.matcher(text).replaceAll("").strip());
            }
        }
        return notes;
    }

    /** What a step does; empty if nobody says. */
    String of(String step) {
        return notes.getOrDefault(step, "");
    }
}
