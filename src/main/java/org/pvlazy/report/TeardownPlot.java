package org.pvlazy.report;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.pvlazy.bench.Teardown.End;
import org.pvlazy.bench.TeardownResult;

/** How long userspace waits, over the size of the guest, both on a logarithmic scale: a panel for each end and variant. */
final class TeardownPlot {
    private static final int PANEL = 340;
    private static final int LEFT = 52;
    private static final int TOP = 34;
    private static final int WIDE = 260;
    private static final int HIGH = 190;
    private static final int BELOW = 44;
    private static final double NANOS = 1e9;
    private static final String STYLE = "<style>text{font:12px sans-serif;fill:#24292f}.axis{stroke:#8c959f;fill:none}"
            + ".eager{stroke:#a40e26;fill:none;stroke-width:2}.lazy{stroke:#0550ae;fill:none;stroke-width:2;stroke-dasharray:6 3}"
            + "@media(prefers-color-scheme:dark){text{fill:#d0d7de}.eager{stroke:#ff9492}.lazy{stroke:#79c0ff}}</style>";

    private final List<TeardownResult> results;
    private final double mostGib;
    private final double leastSeconds;
    private final double mostSeconds;
    private final StringBuilder out = new StringBuilder();

    private TeardownPlot(List<TeardownResult> results) {
        this.results = results;
        mostGib = results.stream().mapToInt(r -> r.teardown().gibibytes()).max().orElse(1);
        leastSeconds = Math.pow(
                10,
                Math.floor(Math.log10(results.stream()
                        .mapToDouble(TeardownPlot::seconds)
                        .min()
                        .orElse(1))));
        mostSeconds = Math.pow(
                10,
                Math.ceil(Math.log10(results.stream()
                        .mapToDouble(TeardownPlot::seconds)
                        .max()
                        .orElse(1))));
    }

    static String draw(List<TeardownResult> results) {
        TeardownPlot plot = new TeardownPlot(results);
        List<String> variants =
                results.stream().map(r -> r.teardown().variant()).distinct().toList();
        int width = PANEL * End.values().length;
        int height = (TOP + HIGH + BELOW) * variants.size();
        plot.out.append(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\">%n<title>Seconds that "
                        + "userspace waits at the end of a guest, eager and lazy</title>%n%s%n",
                width,
                height,
                STYLE));
        for (int row = 0; row < variants.size(); row++) {
            for (End end : End.values()) {
                plot.panel(variants.get(row), end, row);
            }
        }
        return plot.out.append("</svg>\n").toString();
    }

    // The ordinal is the place of the panel.
    @SuppressWarnings("EnumOrdinal")
    private void panel(String variant, End end, int row) {
        out.append(String.format(
                Locale.ROOT,
                "<g transform=\"translate(%d %d)\">%n",
                PANEL * end.ordinal() + LEFT,
                (TOP + HIGH + BELOW) * row + TOP));
        text(0, -12, "start", end.name().toLowerCase(Locale.ROOT) + ", " + variant + ": seconds over GiB");
        out.append(String.format(Locale.ROOT, "<path class=\"axis\" d=\"M0 0V%dH%d\"/>%n", HIGH, WIDE));
        for (double tick = leastSeconds; tick <= mostSeconds * 1.01; tick *= 10) {
            text(
                    -6,
                    y(tick) + 4,
                    "end",
                    tick >= 1 ? String.format(Locale.ROOT, "%.0f", tick) : String.format(Locale.ROOT, "%s", tick));
        }
        results.stream()
                .mapToInt(r -> r.teardown().gibibytes())
                .distinct()
                .sorted()
                .forEach(gib -> text(x(gib), HIGH + 16, "middle", String.valueOf(gib)));
        line(variant, end, false);
        line(variant, end, true);
        out.append("</g>\n");
    }

    private void line(String variant, End end, boolean lazy) {
        List<TeardownResult> points = results.stream()
                .filter(r -> r.teardown().variant().equals(variant)
                        && r.teardown().end() == end
                        && r.teardown().lazy() == lazy)
                .sorted(Comparator.comparingInt(r -> r.teardown().gibibytes()))
                .toList();
        if (points.isEmpty()) {
            return;
        }
        String name = lazy ? "lazy" : "eager";
        out.append("<polyline class=\"").append(name).append("\" points=\"");
        points.forEach(point -> out.append(
                String.format(Locale.ROOT, "%.1f,%.1f ", x(point.teardown().gibibytes()), y(seconds(point)))));
        out.append("\"/>\n");
        TeardownResult last = points.get(points.size() - 1);
        text(x(last.teardown().gibibytes()), y(seconds(last)) - 6, "end", name);
    }

    private void text(double x, double y, String anchor, String text) {
        out.append(String.format(
                Locale.ROOT,
                "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>%n",
                x,
                y,
                anchor,
                Html.escape(text)));
    }

    private double x(double gib) {
        return mostGib == 1 ? 0 : WIDE * Math.log(gib) / Math.log(mostGib);
    }

    private double y(double seconds) {
        double span = Math.log(mostSeconds / leastSeconds);
        return span == 0 ? HIGH : HIGH - HIGH * Math.log(seconds / leastSeconds) / span;
    }

    private static double seconds(TeardownResult result) {
        return Math.max(1e-6, result.nanos().critical() / NANOS);
    }
}
