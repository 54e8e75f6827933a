package org.pvlazy.docs;

import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the tests want to know of a Markdown file. */
final class Markdown {
    private static final Pattern FENCED = Pattern.compile("^```.*?^```[ \\t]*$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern CODE = Pattern.compile("`([^`\\n]+)`");
    private static final Pattern LINK = Pattern.compile("\\[[^\\]]*\\]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("^#{1,6} (.+)$", Pattern.MULTILINE);

    private Markdown() {}

    /** Everything written as {@code `code`}, fenced blocks left out. */
    static Set<String> codeSpans(String text) {
        return groups(CODE, withoutBlocks(text));
    }

    /** Those of {@code wanted} that {@code written} lacks, sorted: short enough to be read in a failure. */
    static Set<String> missing(Collection<String> wanted, Set<String> written) {
        Set<String> missing = new TreeSet<>(wanted);
        missing.removeAll(written);
        return missing;
    }

    /** The targets of inline links, fenced blocks and code left out. */
    static Set<String> links(String text) {
        return groups(LINK, CODE.matcher(withoutBlocks(text)).replaceAll("code"));
    }

    /** The anchors that a reader's browser gives to the headings. */
    static Set<String> anchors(String text) {
        Set<String> anchors = new TreeSet<>();
        for (String heading : groups(HEADING, withoutBlocks(text))) {
            anchors.add(heading.toLowerCase(Locale.ROOT)
                    .replaceAll("[^\\p{L}\\p{N} _-]", "")
                    .replace(' ', '-'));
        }
        return anchors;
    }

    /** The titles of the headings. */
    static Set<String> headings(String text) {
        return groups(HEADING, withoutBlocks(text));
    }

    private static String withoutBlocks(String text) {
        return FENCED.matcher(text).replaceAll("");
    }

    private static Set<String> groups(Pattern pattern, String text) {
        Set<String> found = new TreeSet<>();
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            found.add(matcher.group(1).strip());
        }
        return found;
    }
}
