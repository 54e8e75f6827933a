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
}
