package org.pvlazy.report.page;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.pvlazy.tlc.SpecFiles;
import org.pvlazy.tlc.SpecHash;

/** The modules of a model as text: how an operator is defined, and what the comment beside a variable says. */
public final class SpecText {
    private static final Pattern DEFINITION = Pattern.compile("^([A-Za-z]\\w*)(\\([^)]*\\))?\\s*==");
    private static final Pattern VARIABLE = Pattern.compile("^\\s+(\\w+),?\\s+\\\\\\* ?(.*)$");
    private static final Pattern TOP = Pattern.compile("^(\\S.*|)$");

    private final Map<String, Source> definitions = new LinkedHashMap<>();
    private final Map<String, Variable> variables = new LinkedHashMap<>();

    private SpecText() {}

    /**
     * A variable.
     *
     * @param module where it is declared
     * @param note what the comment beside it says
     */
    record Variable(String module, String note) {}

    /** Reads the modules of a model. */
    public static SpecText of(SpecFiles model) throws IOException {
        SpecText text = new SpecText();
        for (String file : SpecHash.fileNames(model)) {
            if (file.endsWith(".tla")) {
                text.read(model.folder().resolve(file));
            }
        }
        return text;
    }

    /** The definition of an operator, with the comment above it; null if there is none. */
    @Nullable
    Source definition(String operator) {
        return definitions.get(operator);
    }

    /** The variable of that name; null if there is none. */
    @Nullable
    Variable variable(String name) {
        return variables.get(name);
    }

    private void read(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        String name = String.valueOf(file.getFileName());
        boolean declaring = false;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            Matcher definition = DEFINITION.matcher(line);
            if (definition.find()) {
                definitions.putIfAbsent(definition.group(1), cut(name, lines, i));
            }
            declaring = line.startsWith("VARIABLE") || (declaring && !line.isBlank());
            Matcher variable = VARIABLE.matcher(line);
            if (declaring && variable.matches()) {
                String module = name.substring(0, name.length() - ".tla".length());
                variables.putIfAbsent(variable.group(1), new Variable(module, variable.group(2)));
            }
        }
    }

    /** From the comment above a definition to what follows it. */
    private static Source cut(String file, List<String> lines, int at) {
        int first = at;
        while (first > 0 && lines.get(first - 1).startsWith("\\*")) {
            first--;
        }
        int end = at + 1;
        while (end < lines.size() && !TOP.matcher(lines.get(end)).matches()) {
            end++;
        }
        return new Source(file, first + 1, new ArrayList<>(lines.subList(first, end)));
    }
}
