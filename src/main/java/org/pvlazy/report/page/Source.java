package org.pvlazy.report.page;

import java.util.List;

/**
 * Some lines of a file.
 *
 * @param file its name
 * @param first the number of the first line
 */
record Source(String file, int first, List<String> lines) {
    Source {
        lines = List.copyOf(lines);
    }

    /** Whether a line of a file is one of these. */
    boolean has(String name, int line) {
        return file.equals(name) && line >= first && line < first + lines.size();
    }
}
