package org.pvlazy.report;

/** Generated parts of a written document, each between two comments that name it. */
public final class Blocks {
    private Blocks() {}

    /**
     * Replaces what stands between {@code <!-- name:begin -->} and {@code <!-- name:end -->}. Replacing it by the same content
     * again changes nothing.
     *
     * @throws IllegalArgumentException naming the marker that is missing, or that stands before its beginning
     */
    public static String replace(String markdown, String name, String content) {
        String begin = "<!-- " + name + ":begin -->";
        String end = "<!-- " + name + ":end -->";
        int from = markdown.indexOf(begin);
        if (from < 0) {
            throw new IllegalArgumentException("no " + begin);
        }
        int inside = from + begin.length();
        int to = markdown.indexOf(end, inside);
        if (to < 0) {
            throw new IllegalArgumentException("no " + end + (markdown.contains(end) ? " after " + begin : ""));
        }
        String body = content.strip();
        return markdown.substring(0, inside) + "\n" + body + (body.isEmpty() ? "" : "\n") + markdown.substring(to);
    }
}
