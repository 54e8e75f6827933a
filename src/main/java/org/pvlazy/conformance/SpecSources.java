package org.pvlazy.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pvlazy.tlc.SpecFiles;
import org.pvlazy.tlc.SpecHash;

/** Where the operators of the specification are defined: {@code Zombie.tla:57}. */
public final class SpecSources {
    private static final Pattern DEFINITION = Pattern.compile("^([A-Za-z]\\w*)(\\([^)]*\\))?\\s*==");

    private final Map<String, String> places = new HashMap<>();

    private SpecSources() {}

    /** Reads the modules of a model: an action may have the same name in another specification. */
    public static SpecSources of(SpecFiles model) {
        SpecSources sources = new SpecSources();
        try {
            for (String file : SpecHash.fileNames(model)) {
                if (file.endsWith(".tla")) {
                    sources.read(model.folder().resolve(file));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sources;
    }

    private void read(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        for (int i = 0; i < lines.size(); i++) {
            Matcher definition = DEFINITION.matcher(lines.get(i));
            if (definition.find()) {
                places.putIfAbsent(definition.group(1), file.getFileName() + ":" + (i + 1));
            }
        }
    }

    /** File and line of the operator's definition. */
    public String place(String operator) {
        return places.getOrDefault(operator, "?");
    }
}
