package org.pvlazy.tlc;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the first error in what TLC's parser prints, which is free text. */
public final class ParserOutput {
    private static final Pattern SYNTAX = Pattern.compile(
            "\\*\\*\\*Parse Error\\*\\*\\*\\s*(.*?) at line (\\d+), col(?:umn)? (\\d+)([^\\n]*)", Pattern.DOTALL);
    private static final Pattern LEXICAL = Pattern.compile("Lexical error at line (\\d+), column (\\d+)\\.([^\\n]*)");
    private static final Pattern MODULE = Pattern.compile("Could not parse module (\\S+) from file");
    private static final Pattern SEMANTIC = Pattern.compile(
            "line (\\d+), col (\\d+) to line \\d+, col \\d+ of module (\\S+)\\s+(\\S[^\\n]*(?:\\n[^\\n]+)*)");
    private static final Pattern ABORT =
            Pattern.compile("\\*\\*\\* Abort messages: \\d+\\s+(.*?)\\s*$", Pattern.DOTALL);
    private static final Pattern MISSING =
            Pattern.compile("Cannot find source file for module ([\\w.]*\\w)(?: imported in module (\\w+))?");

    private ParserOutput() {}

    /** The first error in one line, with file and line if the parser gave them. */
    public static Optional<String> firstError(String output) {
        Matcher missing = MISSING.matcher(output);
        if (missing.find()) {
            String importer = missing.group(2);
            String where = importer == null ? "" : importer + ".tla: ";
            return Optional.of(where + "module " + missing.group(1) + " not found");
        }
        Matcher syntax = SYNTAX.matcher(output);
        if (syntax.find()) {
            return Optional.of(place(module(output), syntax.group(2), syntax.group(3)) + "parse error: "
                    + oneLine(lowerFirst(syntax.group(1)) + syntax.group(4)));
        }
        Matcher lexical = LEXICAL.matcher(output);
        if (lexical.find()) {
            return Optional.of(place(module(output), lexical.group(1), lexical.group(2)) + "parse error:"
                    + lexical.group(3).stripTrailing());
        }
        int errors = output.indexOf("*** Errors:");
        Matcher semantic = SEMANTIC.matcher(output);
        if (errors >= 0 && semantic.find(errors)) {
            return Optional.of(
                    place(semantic.group(3), semantic.group(1), semantic.group(2)) + oneLine(semantic.group(4)));
        }
        Matcher abort = ABORT.matcher(output);
        return abort.find() ? Optional.of(oneLine(abort.group(1))) : Optional.empty();
    }

    /** The text with each run of white space made one blank. */
    public static String oneLine(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }

    private static String module(String output) {
        Matcher module = MODULE.matcher(output);
        return module.find() ? module.group(1) : "?";
    }

    private static String place(String module, String line, String column) {
        return module + ".tla:" + line + ":" + column + ": ";
    }

    private static String lowerFirst(String text) {
        String stripped = text.strip();
        return stripped.isEmpty() ? "" : stripped.substring(0, 1).toLowerCase(Locale.ROOT) + stripped.substring(1);
    }
}
