package org.pvlazy.mutation;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.commons.lang3.StringUtils;
import org.apache.commons.lang3.Strings;
import org.pvlazy.mutation.Mutant.Side;
import org.pvlazy.tlc.ManifestException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** The mutants of the implementation: what PIT says about them in its {@code mutations.xml}. */
public final class PitReport {
    private static final String ROOT = "org.pvlazy.";

    private PitReport() {}

    /**
     * What came of the mutants of the code.
     *
     * @throws ManifestException if the file is no report of PIT
     */
    public static List<Kill> read(Path file) throws IOException {
        NodeList mutations;
        try (InputStream in = Files.newInputStream(file)) {
            mutations = builder().parse(in).getElementsByTagName("mutation");
        } catch (SAXException e) {
            throw new ManifestException(file + ": no report of PIT", e);
        }
        List<Kill> kills = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (int i = 0; i < mutations.getLength(); i++) {
            Element mutation = (Element) mutations.item(i);
            kills.add(kill(mutant(mutation, names), mutation));
        }
        return kills;
    }

    private static DocumentBuilder builder() {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            DocumentBuilder builder = factory.newDocumentBuilder();
            // Otherwise it prints what it throws.
            builder.setErrorHandler(null);
            return builder;
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("every Java platform has an XML parser", e);
        }
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
