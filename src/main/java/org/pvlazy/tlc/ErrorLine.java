package org.pvlazy.tlc;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Boils an error text of TLC down to one line that begins with the place, if TLC gave one. */
public final class ErrorLine {
    private static final Pattern MARK = Pattern.compile("@!@!@(?:START|END)MSG [0-9:]+ @!@!@");
    private static final Pattern BOILERPLATE = Pattern.compile(
            "^TLC threw an unexpected exception\\..*?The exception was an? \\S+\\s*:\\s*", Pattern.DOTALL);
    private static final Pattern PLACE = Pattern.compile(
            "[Ll]ine (\\d+), col(?:umn)? (\\d+) to line \\d+, col(?:umn)? \\d+ (?:of module|in) (\\w+)");

    private static final Pattern CONFIG_PLACE =
            Pattern.compile("TLC found an error in the configuration file at line (\\d+)\\s+(.*)", Pattern.DOTALL);
    private static final Pattern CONFIG_UNREADABLE = Pattern.compile(
            "TLC encountered the following error when trying to read the configuration file \\S+:\\s+(.*)",
            Pattern.DOTALL);

    private ErrorLine() {}

    /** The text in one line. */
    public static String of(String text) {
        String plain =
                BOILERPLATE.matcher(MARK.matcher(text).replaceAll("").strip()).replaceFirst("");
        Matcher place = PLACE.matcher(plain);
        if (!place.find()) {
            return ParserOutput.oneLine(plain);
        }
        // A place in the middle of a sentence stays there, one on a line of its own moves to the front.
        boolean apart = place.end() == plain.length() && place.start() > 0 && plain.charAt(place.start() - 1) == '\n';
        String rest = apart ? plain.substring(0, place.start()) : plain;
        return place(place) + ParserOutput.oneLine(rest);
    }

    /** What TLC says about the configuration file {@code config}, in one line that begins with the file. */
    public static String ofConfig(String config, String text) {
        String plain = plain(text);
        Matcher place = CONFIG_PLACE.matcher(plain);
        if (place.find()) {
            return config + ":" + place.group(1) + ": " + ParserOutput.oneLine(place.group(2));
        }
        Matcher unreadable = CONFIG_UNREADABLE.matcher(plain);
        return config + ": " + (unreadable.find() ? ParserOutput.oneLine(unreadable.group(1)) : of(text));
    }

    /** The text in one line, with the innermost place of TLC's list of nested expressions if it names none itself. */
    static String of(String text, String nestedExpressions) {
        String line = of(text);
        if (PLACE.matcher(text).find()) {
            return line;
        }
        Matcher place = PLACE.matcher(nestedExpressions);
        String innermost = "";
        while (place.find()) {
            innermost = place(place);
        }
        return innermost + line;
    }

    private static String plain(String text) {
        return BOILERPLATE
                .matcher(MARK.matcher(text).replaceAll("").strip())
                .replaceFirst("")
                .strip();
    }

    private static String place(Matcher place) {
        return place.group(3) + ".tla:" + place.group(1) + ":" + place.group(2) + ": ";
    }
}
