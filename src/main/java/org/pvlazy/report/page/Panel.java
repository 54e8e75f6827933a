package org.pvlazy.report.page;

import java.util.List;

/**
 * A part of the picture of a state: boxes that belong together.
 *
 * @param chain whether an arrow leads from each box to the next
 */
record Panel(String title, List<Box> boxes, boolean chain) {
    Panel {
        boxes = List.copyOf(boxes);
    }

    /** How a box looks. */
    enum Tone {
        PLAIN,
        /** A page that belongs to a configuration, or a configuration that lives. */
        SECURE,
        /** Nothing is there. */
        GONE,
        /** What must not be. */
        BAD
    }

    /**
     * A box.
     *
     * @param lines the first is its name
     */
    record Box(Tone tone, List<String> lines) {
        Box {
            lines = List.copyOf(lines);
        }
    }
}
