package org.pvlazy.report.page;

import java.util.List;
import java.util.Locale;
import org.pvlazy.report.Assets;
import org.pvlazy.report.Html;
import org.pvlazy.tla.TlaState;

/** The picture of a state as an SVG file: its panels in two columns. */
final class StateDrawing {
    private static final int GAP = 16;
    private static final int HEAD = 34;

    private StateDrawing() {}

    static String of(TlaState state, String title) {
        List<Panel> panels = Picture.of(state);
        StringBuilder body = new StringBuilder();
        int top = HEAD;
        for (int i = 0; i < panels.size(); i += 2) {
            int height = PanelDrawing.height(panels.get(i));
            body.append(PanelDrawing.at(panels.get(i), GAP, top));
            if (i + 1 < panels.size()) {
                height = Math.max(height, PanelDrawing.height(panels.get(i + 1)));
                body.append(PanelDrawing.at(panels.get(i + 1), PanelDrawing.WIDTH + 2 * GAP, top));
            }
            top += height + GAP;
        }
        int width = 2 * PanelDrawing.WIDTH + 3 * GAP;
        return String.format(
                        Locale.ROOT,
                        "<svg xmlns=\"http://www.w3.org/2000/svg\" font-family=\"sans-serif\" role=\"img\" width=\"%d\""
                                + " height=\"%d\" viewBox=\"0 0 %d %d\">%n",
                        width,
                        top,
                        width,
                        top)
                + Html.element("title", title) + "\n<style>\n" + Assets.text("page/picture.css")
                + "</style>\n<rect class=\"paper\" width=\"100%\" height=\"100%\"/>\n<text class=\"step\" x=\"" + GAP
                + "\" y=\"20\">" + Html.escape(title) + "</text>\n" + body + "</svg>\n";
    }
}
