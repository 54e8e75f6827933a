package org.pvlazy.tlc;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The little we need to know from a configuration: which names stand under a keyword. */
final class ConfigFile {
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
    private static final Pattern WORD = Pattern.compile("[^\\s,]+");

    private ConfigFile() {}

    /** The names under PROPERTY; none if there is no such file, which TLC will complain about. */
    static List<String> properties(Path config) throws IOException {
        if (!Files.isRegularFile(config)) {
            return List.of();
        }
        List<String> properties = new ArrayList<>();
        boolean inside = false;
        String text = Files.readString(config, StandardCharsets.UTF_8);
        Matcher words = WORD.matcher(COMMENT.matcher(text).replaceAll(" "));
        while (words.find()) {
            String word = words.group();
            if (KEYWORDS.contains(word)) {
                inside = word.startsWith("PROPERT");
            } else if (inside) {
                properties.add(word);
            }
        }
        return properties;
    }
}
