package org.pvlazy.report.export;

import java.util.List;
import java.util.stream.Collectors;

/** Mermaid: characters that mean something to it are written as entities. */
final class MermaidDialect implements SequenceText.Dialect {
    @Override
    public String begin(String title) {
        return "---\ntitle: \"" + title.replaceAll("[\"\\\\\\n]", "'") + "\"\n---\nsequenceDiagram\n";
    }

    @Override
    public String participant(String name) {
        return "    participant " + id(name) + " as " + text(name) + "\n";
    }

    @Override
    public String message(String thread, String text) {
        return "    " + id(thread) + "->>" + id(thread) + ": " + text(text) + "\n";
    }

    @Override
    public String note(String thread, List<String> lines) {
        return "    Note right of " + id(thread) + ": "
                + lines.stream().map(MermaidDialect::text).collect(Collectors.joining("<br/>")) + "\n";
    }

    @Override
    public String over(List<String> threads, String text) {
        String across = threads.size() == 1
                ? id(threads.get(0))
                : id(threads.get(0)) + "," + id(threads.get(threads.size() - 1));
        return "    Note over " + across + ": " + text(text) + "\n";
    }

    @Override
    public String loop(String text) {
        return "    loop " + text(text) + "\n";
    }

    @Override
    public String endLoop() {
        return "    end\n";
    }

    @Override
    public String end() {
        return "";
    }

    private static String id(String thread) {
        return "T_" + thread.replaceAll("[^A-Za-z0-9]", "_");
    }

    private static String text(String text) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            out.append("#;:<>&\"%{}\\".indexOf(c) < 0 ? String.valueOf(c) : "#" + (int) c + ";");
        }
        return out.toString();
    }
}
