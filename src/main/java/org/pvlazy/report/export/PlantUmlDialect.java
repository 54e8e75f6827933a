package org.pvlazy.report.export;

import java.util.List;
import java.util.stream.Collectors;

/** PlantUML: a tilde takes the meaning from the character behind it. */
final class PlantUmlDialect implements SequenceText.Dialect {
    @Override
    public String begin(String title) {
        return "@startuml\nhide footbox\ntitle " + text(title) + "\n";
    }

    @Override
    public String participant(String name) {
        return "participant \"" + name.replaceAll("[\"\\\\\\n]", "'") + "\" as " + id(name) + "\n";
    }

    @Override
    public String message(String thread, String text) {
        return id(thread) + " -> " + id(thread) + " : " + text(text) + "\n";
    }

    @Override
    public String note(String thread, List<String> lines) {
        return "note right of " + id(thread) + "\n"
                + lines.stream().map(line -> text(line) + "\n").collect(Collectors.joining()) + "end note\n";
    }

    @Override
    public String over(List<String> threads, String text) {
        return "note across : " + text(text) + "\n";
    }

    @Override
    public String loop(String text) {
        return "loop " + text(text) + "\n";
    }

    @Override
    public String endLoop() {
        return "end\n";
    }

    @Override
    public String end() {
        return "@enduml\n";
    }

    private static String id(String thread) {
        return "T_" + thread.replaceAll("[^A-Za-z0-9]", "_");
    }

    private static String text(String text) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            out.append("<>*/_\"-~#!@\\".indexOf(c) < 0 ? "" : "~").append(c);
        }
        return out.toString();
    }
}
