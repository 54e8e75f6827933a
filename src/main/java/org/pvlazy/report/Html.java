package org.pvlazy.report;

/** Text in a page of HTML. */
public final class Html {
    private Html() {}

    /** Text that means itself, in an element and in a quoted attribute. */
    public static String escape(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.append(c);
            }
        }
        return out.toString();
    }

    /** An element around text. */
    public static String element(String name, String text) {
        return "<" + name + ">" + escape(text) + "</" + name + ">";
    }

    /** A cell of text. */
    static String cell(String text) {
        return element("td", text);
    }

    /** A cell of a number, aligned to the right. */
    static String number(String text) {
        return "<td class=\"n\">" + escape(text) + "</td>";
    }

    /** A cell that says in word and colour whether something is as it should be. */
    static String mark(boolean good, String word) {
        return "<td class=\"" + (good ? "good" : "bad") + "\">" + escape(word) + "</td>";
    }

    /** A table that scrolls inside its box. */
    static String table(String label, String head, String body) {
        return "<div class=\"box\" role=\"region\" tabindex=\"0\" aria-label=\"" + escape(label)
                + "\">\n<table>\n<thead><tr>" + head + "</tr></thead>\n<tbody>\n" + body
                + "</tbody>\n</table>\n</div>\n";
    }

    /** The head of a table; names that begin with # are of numbers. */
    static String head(String... names) {
        StringBuilder out = new StringBuilder();
        for (String name : names) {
            boolean number = name.startsWith("#");
            out.append(number ? "<th scope=\"col\" class=\"n\">" : "<th scope=\"col\">")
                    .append(escape(number ? name.substring(1) : name))
                    .append("</th>");
        }
        return out.toString();
    }
}
