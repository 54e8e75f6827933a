package org.pvlazy.report.page;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pvlazy.report.Html;

/**
 * What somebody has written about a counterexample, as HTML: the chapters before those that say how to reproduce it. Knows as much of
 * markdown as the essays use: chapters, paragraphs, lists, fenced code, emphasis, code and links, of which the text is kept.
 */
public final class Essay {
    private static final Pattern TITLE = Pattern.compile("^# (.*)$");
    private static final Pattern CHAPTER = Pattern.compile("^## (.*)$");
    private static final Pattern NUMBERED = Pattern.compile("^\\d+\\. (.*)$");
    private static final Pattern BULLET = Pattern.compile("^[*-] (.*)$");
    private static final Pattern LINK = Pattern.compile("\\[([^\\]]*)\\]\\([^)]*\\)");
    private static final Pattern INLINE = Pattern.compile("`([^`]+)`|\\*\\*(.+?)\\*\\*|\\*([^*\\s][^*]*)\\*");
    private static final List<String> OMITTED = List.of("Reproduce", "Steps");

    private final StringBuilder out = new StringBuilder();
    private final List<String> paragraph = new ArrayList<>();
    /** The element around the paragraph. */
    private String item = "p";

    private String list = "";
    private boolean code;

    private Essay() {}

    /** The title of an essay, without what stands before its colon; empty if it has none. */
    public static String title(String markdown) {
        Matcher title = TITLE.matcher(markdown.lines().findFirst().orElse(""));
        return title.matches() ? title.group(1).replaceFirst("^v\\d+: ", "") : "";
    }

    /** The chapters as HTML. */
    public static String html(String markdown) {
        Essay essay = new Essay();
        boolean omitted = true;
        for (String line : markdown.lines().toList()) {
            Matcher chapter = CHAPTER.matcher(line);
            if (chapter.matches()) {
                essay.end();
                omitted = OMITTED.contains(chapter.group(1));
                if (!omitted) {
                    essay.out.append("<h3>").append(inline(chapter.group(1))).append("</h3>\n");
                }
            } else if (!omitted) {
                essay.line(line);
            }
        }
        essay.end();
        return essay.out.toString();
    }

    private void line(String line) {
        if (line.startsWith("```")) {
            end();
            out.append(code ? "</pre>\n" : "<pre>");
            code = !code;
        } else if (code) {
            out.append(Html.escape(line)).append('\n');
        } else if (line.isBlank()) {
            endParagraph();
        } else {
            Matcher numbered = NUMBERED.matcher(line);
            Matcher bullet = BULLET.matcher(line);
            if (numbered.matches()) {
                begin("ol", numbered.group(1));
            } else if (bullet.matches()) {
                begin("ul", bullet.group(1));
            } else {
                paragraph.add(line.strip());
            }
        }
    }

    private void begin(String kind, String text) {
        endParagraph();
        if (!list.equals(kind)) {
            endList();
            out.append('<').append(kind).append(">\n");
            list = kind;
        }
        item = "li";
        paragraph.add(text);
    }

    private void endParagraph() {
        if (paragraph.isEmpty()) {
            return;
        }
        if (item.equals("p")) {
            endList();
        }
        out.append('<').append(item).append('>').append(inline(String.join(" ", paragraph)));
        out.append("</").append(item).append(">\n");
        paragraph.clear();
        item = "p";
    }

    private void endList() {
        if (!list.isEmpty()) {
            out.append("</").append(list).append(">\n");
            list = "";
        }
    }

    private void end() {
        endParagraph();
        endList();
    }

    private static String inline(String text) {
        String plain = LINK.matcher(text).replaceAll("$1");
        StringBuilder html = new StringBuilder();
        Matcher mark = INLINE.matcher(plain);
        int from = 0;
        while (mark.find()) {
            html.append(Html.escape(plain.substring(from, mark.start())));
            if (mark.group(1) != null) {
                html.append(Html.element("code", mark.group(1)));
            } else if (mark.group(2) != null) {
                html.append("<strong>").append(inline(mark.group(2))).append("</strong>");
            } else {
                html.append("<em>").append(inline(mark.group(3))).append("</em>");
            }
            from = mark.end();
        }
        return html.append(Html.escape(plain.substring(from))).toString();
    }
}
