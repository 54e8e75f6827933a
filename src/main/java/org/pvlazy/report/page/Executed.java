package org.pvlazy.report.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.pvlazy.conformance.LineTrace.Line;

/** What the implementation executed in each step, method by method, with the text of the methods. */
public final class Executed {
    private static final Pattern PROBE = Pattern.compile("\\bprobe(\\(\\))?\\.at\\(");
    private static final String ULTRAVISOR = "org/pvlazy/uv/";
    /** A method with so many lines does nothing but to hand something out. */
    private static final int SHORT = 3;

    private final Path sources;
    private final Map<String, List<String>> files = new HashMap<>();
    private final List<List<Part>> steps = new ArrayList<>();

    /**
     * A method that took part in a step.
     *
     * @param lines those that were executed
     */
    record Part(String name, Source method, Set<Integer> lines) {}

    /** For the sources below a folder; no step has executed anything yet. */
    public Executed(Path sources) {
        this.sources = sources;
    }

    /** Whether there are sources to show. */
    public boolean hasSources() {
        return Files.isDirectory(sources);
    }

    /** Whether a thread that comes to this line stops there. */
    public boolean isProbe(Line line) {
        List<String> text = text(line.file());
        return line.number() <= text.size()
                && PROBE.matcher(text.get(line.number() - 1)).find();
    }

    /** The same sources with the steps of a trace. */
    public Executed of(List<Set<Line>> executed) {
        Executed result = new Executed(sources);
        result.files.putAll(files);
        executed.forEach(lines -> result.steps.add(result.parts(lines)));
        return result;
    }

    /** The methods of a step, from 1; that with the probe of the step first. */
    List<Part> step(int number) {
        return number >= 1 && number <= steps.size() ? steps.get(number - 1) : List.of();
    }

    /** Whether a step calls the Ultravisor. */
    boolean entersUltravisor(int number) {
        return step(number).stream().anyMatch(part -> part.method().file().startsWith(ULTRAVISOR));
    }

    private List<Part> parts(Set<Line> lines) {
        Map<Source, Part> parts = new LinkedHashMap<>();
        for (Line line : lines) {
            Source method = line.method().startsWith("<") ? null : method(line);
            if (method != null && method.lines().size() > SHORT) {
                parts.computeIfAbsent(method, key -> new Part(line.method(), key, new TreeSet<>()))
                        .lines()
                        .add(line.number());
            }
        }
        return List.copyOf(parts.values());
    }

    /** From the line above that begins at the margin of the class's members to the one below that ends there. */
    private @Nullable Source method(Line line) {
        List<String> text = text(line.file());
        if (line.number() > text.size()) {
            return null;
        }
        int at = line.number() - 1;
        for (String margin : List.of("    ", "        ")) {
            int first = at;
            while (first > 0 && !begins(text.get(first), margin)) {
                first--;
            }
            int last = at;
            while (last < text.size() - 1 && !text.get(last).equals(margin + "}")) {
                last++;
            }
            if (first > 0 && text.get(first).contains("(")) {
                return new Source(line.file(), first + 1, text.subList(first, last + 1));
            }
        }
        return null;
    }

    private static boolean begins(String line, String margin) {
        return line.startsWith(margin)
                && line.length() > margin.length()
                && Character.isJavaIdentifierStart(line.charAt(margin.length()))
                && line.endsWith("{");
    }

    private List<String> text(String file) {
        return files.computeIfAbsent(file, name -> {
            Path path = sources.resolve(name);
            try {
                return Files.isRegularFile(path) ? Files.readAllLines(path) : List.of();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
