package org.pvlazy.mutation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.commons.lang3.StringUtils;
import org.apache.commons.lang3.Strings;
import org.pvlazy.mutation.Mutant.Side;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The mutants of the implementation: what PIT says about them in its {@code mutations.xml}. */
public final class PitReport {
    private static final String ROOT = "org.pvlazy.";

    private PitReport() {}

    /**
     * What came of the mutants of the code.
     *
     * @throws org.pvlazy.tlc.ManifestException if the file is no report of PIT
     */
    public static List<Kill> read(Path file) throws IOException {
        List<Kill> kills = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Element mutation : XmlReport.elements(file, "mutation", "report of PIT")) {
            kills.add(kill(mutant(mutation, names), mutation));
        }
        return kills;
    }

    /** Lines move, so they are not part of the name. */
    private static Mutant mutant(Element mutation, Set<String> names) {
        String type = Strings.CS.removeStart(text(mutation, "mutatedClass"), ROOT);
        String stem = type + "." + text(mutation, "mutatedMethod") + ": " + text(mutation, "description");
        String name = stem;
        for (int i = 2; !names.add(name); i++) {
            name = stem + " #" + i;
        }
        String mutator = StringUtils.substringAfterLast(text(mutation, "mutator"), ".");
        return new Mutant(name, Side.CODE, mutator, StringUtils.substringBefore(type, "."));
    }

    private static Kill kill(Mutant mutant, Element mutation) {
        String status = mutation.getAttribute("status");
        return switch (status) {
            case "KILLED" -> Kill.by(mutant, List.of("test: " + test(text(mutation, "killingTest"))));
            case "TIMED_OUT" -> Kill.by(mutant, List.of("timeout"));
            case "MEMORY_ERROR" -> Kill.by(mutant, List.of("memory"));
            case "SURVIVED", "NO_COVERAGE" -> Kill.by(mutant, List.of());
            default -> Kill.invalid(mutant, status);
        };
    }

    /** PIT gives the whole path of the test in its engine. The last part of it is a number if the test has parameters. */
    private static String test(String path) {
        String type = StringUtils.substringBetween(path, "[class:", "]");
        String method = StringUtils.substringBetween(path, "[method:", "(");
        String template = StringUtils.substringBetween(path, "[test-template:", "(");
        if (type == null || (method == null && template == null)) {
            return path;
        }
        return Strings.CS.removeStart(type, ROOT) + "." + (method == null ? template : method);
    }

    private static String text(Element mutation, String child) {
        NodeList children = mutation.getElementsByTagName(child);
        return children.getLength() == 0 ? "" : children.item(0).getTextContent();
    }
}
