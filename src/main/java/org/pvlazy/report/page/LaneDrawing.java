package org.pvlazy.report.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.pvlazy.report.Assets;
import org.pvlazy.report.Html;
import org.pvlazy.report.StepWords;
import org.pvlazy.report.page.Rows.Row;

/**
 * The lanes of a trace as SVG: one for each thread and one for the Ultravisor, time downwards, a dot for each step, a bar where a thread is
 * at work, an arrow where a step reaches into another lane.
 */
final class LaneDrawing {
    static final int LANE = 44;
    static final int ROW = 40;

    private static final int HEAD = 34;
    private static final int MIDDLE = ROW / 2;
    /** Columns of text beside the lanes in a picture that stands alone. */
    private static final int TEXT = 330;

    private static final String ULTRAVISOR = "UV";
    /** Colours of threads that the style knows. */
    private static final int COLOURS = 8;

    private final Rows rows;
    private final List<String> lanes;
    private final StringBuilder out = new StringBuilder();

    private LaneDrawing(Rows rows) {
        this.rows = rows;
        lanes = lanes(rows);
    }

    /** The names of the lanes from left to right. */
    static List<String> lanes(Rows rows) {
        List<String> lanes = new ArrayList<>(rows.threads());
        if (rows.ultravisor()) {
            lanes.add(ULTRAVISOR);
        }
        return lanes;
    }

    /** The class of the colour of a thread. */
    static String colour(int lane) {
        return "t" + lane % COLOURS;
    }

    /** The lanes, to stand beside a list of steps with rows of the same height. */
    static String beside(Rows rows) {
        LaneDrawing drawing = new LaneDrawing(rows);
        int height = rows.all().size() * ROW;
        drawing.out
                .append("<svg id=\"lanes\" role=\"img\" aria-label=\"")
                .append(Html.escape(drawing.spoken()))
                .append(size("", drawing.width(), height));
        drawing.lifelines(height);
        for (int i = 0; i < rows.all().size(); i++) {
            drawing.row(i, i * ROW);
        }
        return drawing.out.append("</svg>\n").toString();
    }

    /** The lanes with their names, and each step in words: a picture that stands alone. From one row to another, both included. */
    static String alone(Rows rows, int first, int last, String title) {
        LaneDrawing drawing = new LaneDrawing(rows);
        int height = HEAD + (last - first + 1) * ROW;
        String size = size(
                " xmlns=\"http://www.w3.org/2000/svg\" font-family=\"sans-serif\"", drawing.width() + TEXT, height);
        drawing.out
                .append("<svg role=\"img\" aria-label=\"")
                .append(Html.escape(title))
                .append(size);
        drawing.out.append(Html.element("title", title)).append("\n<style>\n").append(Assets.text("page/picture.css"));
        drawing.out.append("</style>\n<rect class=\"paper\" width=\"100%\" height=\"100%\"/>\n");
        for (int lane = 0; lane < drawing.lanes.size(); lane++) {
            drawing.text(drawing.x(lane), 20, "name", drawing.lanes.get(lane));
        }
        drawing.out.append("<g transform=\"translate(0,").append(HEAD).append(")\">\n");
        drawing.lifelines(height - HEAD);
        for (int i = first; i <= last; i++) {
            drawing.row(i, (i - first) * ROW);
            drawing.words(i, (i - first) * ROW);
        }
        return drawing.out.append("</g>\n</svg>\n").toString();
    }

    private static String size(String more, int width, int height) {
        return String.format(
                Locale.ROOT,
                "\"%s width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\">%n",
                more,
                width,
                height,
                width,
                height);
    }

    private int width() {
        return lanes.size() * LANE;
    }

    private int x(int lane) {
        return lane * LANE + LANE / 2;
    }

    private String spoken() {
        return "Lanes of " + String.join(", ", lanes)
                + ", time downwards. The list of steps beside it says the same in words.";
    }

    private void lifelines(int height) {
        for (int lane = 0; lane < lanes.size(); lane++) {
            out.append(String.format(Locale.ROOT, "<path class=\"life\" d=\"M%d 0V%d\"/>%n", x(lane), height));
        }
    }

    private void row(int number, int y) {
        Row row = rows.all().get(number);
        out.append(String.format(
                Locale.ROOT, "<g class=\"row\" data-step=\"%d\" transform=\"translate(0,%d)\">", number, y));
        if (rows.inLoop(number)) {
            out.append(String.format(Locale.ROOT, "<path class=\"loop\" d=\"M3 0V%d\"/>", ROW));
        }
        bars(number);
        int mover = lanes.indexOf(row.thread());
        if (mover >= 0) {
            row.moved().forEach(other -> arrow(mover, lanes.indexOf(other)));
            if (row.ultravisor()) {
                arrow(mover, lanes.size() - 1);
            }
            out.append(String.format(
                    Locale.ROOT,
                    "<circle class=\"dot %s\" cx=\"%d\" cy=\"%d\" r=\"6\"/>",
                    colour(mover),
                    x(mover),
                    MIDDLE));
            if (rows.trace().violation() != null
                    && number == rows.trace().states().size() - 1) {
                out.append(String.format(
                        Locale.ROOT, "<circle class=\"bad\" cx=\"%d\" cy=\"%d\" r=\"11\"/>", x(mover), MIDDLE));
            }
        }
        out.append("</g>\n");
    }

    /** A thread is at work from the middle of the row whose step sets it to work to the middle of the one that lets it rest. */
    private void bars(int number) {
        for (int lane = 0; lane < rows.threads().size(); lane++) {
            String thread = lanes.get(lane);
            boolean before = number > 0 && rows.all().get(number - 1).active().contains(thread);
            boolean after = rows.all().get(number).active().contains(thread);
            if (before || after) {
                int from = before ? 0 : MIDDLE;
                int to = after ? ROW : MIDDLE;
                out.append(String.format(
                        Locale.ROOT,
                        "<rect class=\"bar %s\" x=\"%d\" y=\"%d\" width=\"6\" height=\"%d\"/>",
                        colour(lane),
                        x(lane) - 3,
                        from,
                        to - from));
            }
        }
    }

    private void arrow(int from, int to) {
        int side = to > from ? 1 : -1;
        int tip = x(to) - side * 5;
        out.append(String.format(
                Locale.ROOT,
                "<path class=\"reach\" d=\"M%d %dH%d\"/><path class=\"tip\" d=\"M%d %dl%d -4v8z\"/>",
                x(from) + side * 7,
                MIDDLE,
                tip,
                tip + side * 3,
                MIDDLE,
                -side * 7));
    }

    private void words(int number, int y) {
        Row row = rows.all().get(number);
        int left = width() + 8;
        if (row.step() == null) {
            text(left, y + MIDDLE + 4, "faint", "first state");
            return;
        }
        text(left, y + MIDDLE - 2, "step", number + "  " + StepWords.action(row.step()));
        text(left, y + MIDDLE + 13, "faint", row.step().function());
    }

    private void text(int x, int y, String style, String text) {
        out.append(String.format(Locale.ROOT, "<text class=\"%s\" x=\"%d\" y=\"%d\">", style, x, y))
                .append(Html.escape(text))
                .append("</text>\n");
    }
}
