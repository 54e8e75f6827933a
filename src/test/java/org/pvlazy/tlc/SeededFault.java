package org.pvlazy.tlc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A fault that somebody may put into a specification without meaning to.
 *
 * @param name what is wrong, with the step
 * @param bounds the model that notices
 * @param property the property that must be violated, and no other before it
 * @param edits what is written instead of what
 */
record SeededFault(String name, Bounds bounds, String property, List<Edit> edits) {
    private static final Path SPECS = Path.of("specs");

    /** A text that stands once in a module, and what replaces it. */
    record Edit(String module, String from, String to) {}

    /**
     * A model of the manifest within bounds that take no time.
     *
     * @param model its name
     * @param constants what is smaller than there
     * @param promise the one property to check, for a model of liveness; null to check everything that the model checks
     */
    record Bounds(
            String model,
            Map<String, String> constants,
            @Nullable String promise) {
        Bounds(String model, Map<String, String> constants) {
            this(model, constants, null);
        }

        /** Copies the specifications and makes the configuration smaller. */
        SpecFiles copyTo(Path folder) throws IOException {
            try (Stream<Path> files = Files.list(SPECS)) {
                for (Path module :
                        (Iterable<Path>) files.filter(file -> file.toString().endsWith(".tla"))::iterator) {
                    Files.copy(module, folder.resolve(String.valueOf(module.getFileName())));
                }
            }
            SpecFiles files = Manifest.read(SPECS).model(model).files(SPECS);
            String text = Files.readString(files.configFile());
            for (Map.Entry<String, String> constant : constants.entrySet()) {
                text = once(
                        text,
                        Pattern.compile("(?m)(^ *" + constant.getKey() + " *= *).*$"),
                        "$1" + Matcher.quoteReplacement(constant.getValue()));
            }
            if (promise != null) {
                text = once(text, Pattern.compile("(?s)\\nPROPERTIES\\n.*"), "\nPROPERTIES\n    " + promise + "\n");
            }
            Files.writeString(folder.resolve("Small.cfg"), text);
            return new SpecFiles(folder, files.module(), "Small");
        }

        @Override
        public String toString() {
            return model + " with " + constants + (promise == null ? "" : ", " + promise);
        }
    }

    static SeededFault of(String name, Bounds bounds, String property) {
        return new SeededFault(name, bounds, property, List.of());
    }

    /** The same fault with one more edit. */
    SeededFault edit(String module, String from, String to) {
        List<Edit> more = new ArrayList<>(edits);
        more.add(new Edit(module, from, to));
        return new SeededFault(name, bounds, property, List.copyOf(more));
    }

    /** Makes a copy of the specifications that has the fault. */
    SpecFiles seedInto(Path folder) throws IOException {
        assertThat(edits).as("edits of %s", name).isNotEmpty();
        SpecFiles files = bounds.copyTo(folder);
        for (Edit edit : edits) {
            Path module = folder.resolve(edit.module() + ".tla");
            String text = once(
                    Files.readString(module),
                    Pattern.compile(Pattern.quote(edit.from())),
                    Matcher.quoteReplacement(edit.to()));
            Files.writeString(module, text);
        }
        return files;
    }

    private static String once(String text, Pattern from, String to) {
        assertThat(from.matcher(text).results().count())
                .as("places of %s", from)
                .isEqualTo(1);
        return from.matcher(text).replaceFirst(to);
    }

    @Override
    public String toString() {
        return name + ": " + property;
    }
}
