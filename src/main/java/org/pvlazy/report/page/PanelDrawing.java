package org.pvlazy.report.page;

import java.util.Locale;
import org.pvlazy.report.Html;
import org.pvlazy.report.page.Panel.Box;

/** A panel as SVG: boxes side by side, and below one another where they do not fit. */
final class PanelDrawing {
    static final int WIDTH = 340;

    private static final int LINE = 16;
    private static final int GAP = 12;
    /** Of a sans-serif letter of 12 pixels, on the safe side. */
    private static final double LETTER = 7.4;

    private final Panel panel;
    private final StringBuilder out = new StringBuilder();
    private int x;
    private int y;
    private int rowHeight;

    private PanelDrawing(Panel panel) {
        this.panel = panel;
    }

    /** The panel as an element of a page. */
    static String of(Panel panel) {
        PanelDrawing drawing = new PanelDrawing(panel);
        drawing.draw();
        return String.format(
                        Locale.ROOT,
                        "<svg class=\"panel\" role=\"img\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\" aria-label=\"",
                        WIDTH,
                        drawing.height(),
                        WIDTH,
                        drawing.height())
                + Html.escape(drawing.spoken()) + "\">" + drawing.out + "</svg>";
    }

    /** The panel inside of another drawing. */
    static String at(Panel panel, int left, int top) {
        PanelDrawing drawing = new PanelDrawing(panel);
        drawing.draw();
        return "<g transform=\"translate(" + left + "," + top + ")\">" + drawing.out + "</g>\n";
    }

    /** How high a panel is. */
    static int height(Panel panel) {
        PanelDrawing drawing = new PanelDrawing(panel);
        drawing.draw();
        return drawing.height();
    }

    private int height() {
        return y + rowHeight + 6;
    }

    private String spoken() {
        StringBuilder text = new StringBuilder(panel.title()).append(": ");
        panel.boxes().forEach(box -> text.append(String.join(", ", box.lines())).append(". "));
        return text.toString().strip();
    }

    private void draw() {
        text(2, 13, "title", panel.title());
        x = 2;
        y = 22;
        for (Box box : panel.boxes()) {
            int width = (int) (16
                    + LETTER
                            * box.lines().stream()
                                    .mapToInt(String::length)
                                    .max()
                                    .orElse(0));
            int height = 10 + LINE * box.lines().size();
            boolean first = x == 2;
            if (!first && x + width > WIDTH) {
                x = 2;
                y += rowHeight + GAP;
                rowHeight = 0;
            } else if (!first && panel.chain()) {
                out.append(String.format(
                        Locale.ROOT,
                        "<path class=\"reach\" d=\"M%d %dh%d\"/><path class=\"tip\" d=\"M%d %dl-6 -4v8z\"/>",
                        x - GAP,
                        y + 13,
                        GAP - 4,
                        x,
                        y + 13));
            }
            box(box, Math.min(width, WIDTH - 4), height);
            rowHeight = Math.max(rowHeight, height);
            x += width + GAP;
        }
    }

    private void box(Box box, int width, int height) {
        out.append(String.format(
                Locale.ROOT,
                "<rect class=\"box %s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"4\"/>",
                box.tone().name().toLowerCase(Locale.ROOT),
                x,
                y,
                width,
                height));
        for (int i = 0; i < box.lines().size(); i++) {
            text(x + 8, y + 17 + i * LINE, i == 0 ? "head" : "line", box.lines().get(i));
        }
    }

    private void text(int left, int base, String style, String text) {
        out.append(String.format(Locale.ROOT, "<text class=\"%s\" x=\"%d\" y=\"%d\">", style, left, base))
                .append(Html.escape(text))
                .append("</text>");
    }
}
