package org.pvlazy.tlc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pvlazy.tla.TlaParseException;
import org.pvlazy.tla.TlaParser;
import org.pvlazy.tla.TlaValue;
import org.pvlazy.trace.TextFile;

/** The little we need to know from a configuration: which names stand under a keyword. */
public final class ConfigFile {
    private static final Set<String> KEYWORDS = Set.of(
            "CONSTANT",
            "CONSTANTS",
            "CONSTRAINT",
            "CONSTRAINTS",
            "ACTION_CONSTRAINT",
            "ACTION_CONSTRAINTS",
            "INVARIANT",
            "INVARIANTS",
            "INIT",
            "NEXT",
            "VIEW",
            "SYMMETRY",
            "SPECIFICATION",
            "PROPERTY",
            "PROPERTIES",
            "TYPE",
            "TYPE_CONSTRAINT",
            "ALIAS",
            "POSTCONDITION",
            "CHECK_DEADLOCK");
    private static final Pattern COMMENT = Pattern.compile("\\(\\*.*?\\*\\)|\\\\\\*[^\\n]*", Pattern.DOTALL);
    private static final Pattern ASSIGNMENT = Pattern.compile("(\\w+)\\s*=(?!=)");
    private static final Pattern WORD = Pattern.compile("[^\\s,]+");

    private ConfigFile() {}

    /** The names under PROPERTY; none if there is no such file, which TLC will complain about. */
    public static List<String> properties(Path config) throws IOException {
        return Files.isRegularFile(config) ? namesUnder(config, "PROPERTY", "PROPERTIES") : List.of();
    }

    /** What the configuration claims: the names under INVARIANT and PROPERTY, in the order of the file. */
    public static List<String> claims(Path config) throws IOException {
        return namesUnder(config, "INVARIANT", "INVARIANTS", "PROPERTY", "PROPERTIES");
    }

    private static List<String> namesUnder(Path config, String... keywords) throws IOException {
        List<String> wanted = List.of(keywords);
        List<String> names = new ArrayList<>();
        boolean inside = false;
        String text = TextFile.read(config);
        Matcher words = WORD.matcher(COMMENT.matcher(text).replaceAll(" "));
        while (words.find()) {
            String word = words.group();
            if (KEYWORDS.contains(word)) {
                inside = wanted.contains(word);
            } else if (inside) {
                names.add(word);
            }
        }
        return names;
    }

    /**
     * The values that the configuration gives to constants.
     *
     * @throws EvaluationException naming file and constant if a value is none
     */
    public static Map<String, TlaValue> constants(Path config) throws IOException {
        String text = COMMENT.matcher(TextFile.read(config)).replaceAll(" ");
        Matcher section = Pattern.compile(
                        "\\bCONSTANTS?\\b(.*?)(?=\\b(?:" + String.join("|", KEYWORDS) + ")\\b|$)", Pattern.DOTALL)
                .matcher(text);
        Map<String, TlaValue> constants = new LinkedHashMap<>();
        while (section.find()) {
            String body = section.group(1);
            Matcher name = ASSIGNMENT.matcher(body);
            for (boolean found = name.find(); found; ) {
                String constant = name.group(1);
                int from = name.end();
                found = name.find();
                constants.put(
                        constant, value(config, constant, body.substring(from, found ? name.start() : body.length())));
            }
        }
        return constants;
    }

    private static TlaValue value(Path config, String constant, String text) {
        try {
            return TlaParser.value(text.strip());
        } catch (TlaParseException e) {
            throw new EvaluationException(config.getFileName() + ": constant " + constant + ": " + e.getMessage());
        }
    }
}
