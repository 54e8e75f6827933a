package org.pvlazy.report;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.lang3.StringUtils;

/** Columns of text; gaps are two blanks wide as far as the line has room, and one beyond. */
final class TextTable {
    static final int WIDTH = 100;

    private final String alignment;
    private final List<List<String>> rows = new ArrayList<>();

    /**
     * A table with a header.
     *
     * @param alignment one letter for each column, l or r
     */
    TextTable(String alignment, String... header) {
        this.alignment = alignment;
        row(header);
    }

    void row(String... cells) {
        if (cells.length != alignment.length()) {
            throw new IllegalArgumentException(cells.length + " cells for " + alignment.length() + " columns");
        }
        rows.add(List.of(cells));
    }

    /** An empty line, and a line of its own that heads the rows after it. */
    void section(String heading) {
        rows.add(List.of());
        rows.add(List.of(heading));
    }

    /** The lines, each ended. */
    String render() {
        int[] widths = new int[alignment.length()];
        for (List<String> row : rows) {
            for (int i = 0; i < row.size(); i++) {
                widths[i] = Math.max(widths[i], Paint.width(row.get(i)));
            }
        }
        int slack = WIDTH - (widths.length - 1);
        for (int width : widths) {
            slack -= width;
        }
        StringBuilder out = new StringBuilder();
        for (List<String> row : rows) {
            out.append(line(row, widths, slack)).append('\n');
        }
        return out.toString();
    }

    private String line(List<String> row, int[] widths, int slack) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < row.size(); i++) {
            if (i > 0) {
                line.append(i <= slack ? "  " : " ");
            }
            String padding = " ".repeat(widths[i] - Paint.width(row.get(i)));
            boolean right = alignment.charAt(i) == 'r';
            line.append(right ? padding : "").append(row.get(i)).append(right ? "" : padding);
        }
        return StringUtils.stripEnd(line.toString(), " ");
    }
}
