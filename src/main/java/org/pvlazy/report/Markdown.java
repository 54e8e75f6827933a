package org.pvlazy.report;

import java.util.List;
import org.apache.commons.lang3.StringUtils;

/** Text in the cells of a markdown table. */
public final class Markdown {
    private Markdown() {}

    /** A row of cells that are markdown already. */
    public static String row(List<String> cells) {
        return cells.stream()
                        .map(cell -> cell.isEmpty() ? " |" : " " + cell + " |")
                        .reduce("|", String::concat) + "\n";
    }

    /** Text that means itself. */
    public static String text(String text) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                case '\n', '\r' -> out.append(' ');
                case '|', '\\', '`', '*', '_', '[', ']' -> out.append('\\').append(c);
                default -> out.append(c);
            }
        }
        return out.toString();
    }

    /** Text as code; empty text stays empty. A table takes the backslash off a pipe even there. */
    public static String code(String text) {
        if (text.isEmpty()) {
            return "";
        }
        String fence = "`";
        while (text.contains(fence)) {
            fence += "`";
        }
        String padding = text.startsWith("`") || text.endsWith("`") ? " " : "";
        String line = StringUtils.replaceChars(text, "\r\n", "  ").replace("|", "\\|");
        return fence + padding + line + padding + fence;
    }
}
