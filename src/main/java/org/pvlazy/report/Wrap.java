package org.pvlazy.report;

import java.util.ArrayList;
import java.util.List;

/** Breaks lines between items, else at blanks, else anywhere. */
final class Wrap {
    private Wrap() {}

    /**
     * The text on lines of at most {@code width} columns.
     *
     * @param first what the first line begins with
     * @param next what every other line begins with
     */
    static List<String> text(String text, int width, String first, String next) {
        List<String> lines = new ArrayList<>();
        String start = first;
        String rest = text;
        while (start.length() + rest.length() > width) {
            int room = Math.max(1, width - start.length());
            int blank = rest.lastIndexOf(' ', room);
            int cut = blank > 0 ? blank : room;
            lines.add((start + rest.substring(0, cut)).stripTrailing());
            rest = rest.substring(cut).stripLeading();
            start = next;
        }
        lines.add((start + rest).stripTrailing());
        return lines;
    }

    /** Items, separated by semicolons, kept whole where they fit on a line. */
    static List<String> items(List<String> items, int width, String indent) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < items.size(); i++) {
            String item = items.get(i) + (i + 1 < items.size() ? ";" : "");
            if (!line.isEmpty() && indent.length() + line.length() + 1 + item.length() > width) {
                lines.addAll(text(line.toString(), width, indent, indent + "  "));
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(item);
        }
        if (!line.isEmpty()) {
            lines.addAll(text(line.toString(), width, indent, indent + "  "));
        }
        return lines;
    }
}
