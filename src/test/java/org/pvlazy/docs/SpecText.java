package org.pvlazy.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names in the specifications, found by looking at lines; no parser. */
final class SpecText {
    private static final Pattern ACTION = Pattern.compile("([A-Za-z]\\w*)(\\([^()]*\\))?$");
    private static final Pattern DEFINITION = Pattern.compile("^([A-Z]\\w*) ==", Pattern.MULTILINE);
    private static final Pattern WORD = Pattern.compile("\\w+");
    private static final Set<String> CHECKED = Set.of("INVARIANT", "INVARIANTS", "PROPERTY", "PROPERTIES");

    private SpecText() {}

    /** What stands under VARIABLES in a module, up to the next blank line. */
    static Set<String> variables(String module) {
        return declared("VARIABLE", module);
    }

    /** What stands under CONSTANTS in a module, up to the next blank line. */
    static Set<String> constants(String module) {
        return declared("CONSTANT", module);
    }

    private static Set<String> declared(String keyword, String module) {
        Set<String> names = new TreeSet<>();
        boolean inside = false;
        for (String line : module.lines().toList()) {
            String code = withoutComment(line);
            if (line.isBlank()) {
                inside = false;
            } else if (code.startsWith(keyword)) {
                inside = true;
                addWords(code.replaceFirst("^" + keyword + "S?", ""), names);
            } else if (inside) {
                addWords(code, names);
            }
        }
        return names;
    }

    /** The action of every disjunct of Next; each disjunct is a line that begins with \/. */
    static Set<String> actions(String module) {
        Set<String> names = new TreeSet<>();
        for (String line : nextBlock(module)) {
            String disjunct = withoutComment(line);
            if (disjunct.startsWith("\\/")) {
                Matcher matcher = ACTION.matcher(disjunct);
                if (!matcher.find()) {
                    throw new IllegalArgumentException("No action at the end of this disjunct of Next: " + line);
                }
                names.add(matcher.group(1));
            }
        }
        return names;
    }

    /** Every definition without parameters that begins a line. */
    static Set<String> definitions(String module) {
        Set<String> names = new TreeSet<>();
        DEFINITION.matcher(module).results().forEach(result -> names.add(result.group(1)));
        return names;
    }

    /** What a model checks: one name per line after INVARIANTS or PROPERTIES. */
    static Set<String> checkedBy(String cfg) {
        Set<String> names = new TreeSet<>();
        boolean inside = false;
        for (String line : cfg.lines().toList()) {
            String code = withoutComment(line);
            if (!line.startsWith(" ") && !code.isEmpty()) {
                inside = CHECKED.contains(code);
            } else if (inside) {
                addWords(code, names);
            }
        }
        return names;
    }

    private static List<String> nextBlock(String module) {
        List<String> block = new ArrayList<>();
        boolean inside = false;
        for (String line : module.lines().toList()) {
            if (line.startsWith("Next ==")) {
                inside = true;
            } else if (inside && line.isBlank()) {
                return block;
            } else if (inside) {
                block.add(line);
            }
        }
        throw new IllegalArgumentException("No definition of Next that ends with a blank line");
    }

    private static String withoutComment(String line) {
        int comment = line.indexOf("\\*");
        return (comment < 0 ? line : line.substring(0, comment)).strip();
    }

    private static void addWords(String code, Set<String> names) {
        WORD.matcher(code).results().forEach(result -> names.add(result.group()));
    }
}
