package org.pvlazy.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pvlazy.tlc.ModelOutcome;

class HtmlReportTest {
    private static final RunReport MIXED = new RunReport(
            "verify",
            List.of(
                    Samples.good(Samples.FULL),
                    Samples.good(Samples.FINDING),
                    Samples.wrong(Samples.LIVE_FINDING),
                    Samples.failed(Samples.WITNESS)),
            List.of(Samples.replay(100, List.of(Samples.divergence()))));

    @TempDir
    private Path folder;

    private String page(RunReport report) throws IOException {
        for (ModelOutcome outcome : report.models()) {
            Samples.config(folder, outcome.model(), "NPages = 2", "Safe");
        }
        return HtmlReport.render(report, PropertyVerdicts.of(folder, report.asExpected()), ReportLinks.none());
    }

    @Test
    void a_property_has_a_verdict_in_each_variant_with_its_bounds() throws IOException {
        assertThat(page(MIXED))
                .contains("<h2>Verdicts</h2>", "<h3>Slice reboot</h3>")
                .contains(
                        "<tr><td><code>Safe</code></td><td class=\"what faint\">-</td><td class=\"what good\">holds in "
                                + "<a href=\"#bounds-reboot-v2\">reboot-v2</a></td><td class=\"what faint\">-</td>"
                                + "<td class=\"what\"></td></tr>")
                .contains("<tr id=\"bounds-reboot-v2\"><td>reboot-v2</td><td>v2</td><td>exhaustive</td>"
                        + "<td class=\"n\">20,697</td><td class=\"what\">NPages 2</td></tr>")
                .contains(
                        "<td class=\"what bad\">violated: "
                                + "<a href=\"../../traces/counterexamples/v2-destroy-attached.md\">v2-destroy-attached</a></td>");
    }

    @Test
    void what_this_run_did_not_confirm_is_no_verdict() throws IOException {
        assertThat(page(new RunReport("verify", List.of(Samples.wrong(Samples.FULL)), List.of())))
                .doesNotContain("<h2>Verdicts</h2>");
        assertThat(page(MIXED)).doesNotContain("<code>MmFreed</code></td><td class=\"what");
    }

    @Test
    void a_drawing_of_the_teardown_is_in_the_page_as_an_image() throws IOException {
        assertThat(page(MIXED)).contains("<h2>What lazy destroy buys</h2>\n<p>Not measured:");
        ReportLinks links = new ReportLinks(Set.of(), new JsonArray(), "<svg/>");
        String page = HtmlReport.render(MIXED, PropertyVerdicts.of(folder, MIXED.asExpected()), links);
        assertThat(page).contains("src=\"data:image/svg+xml;base64,PHN2Zy8+\"").doesNotContain("Not measured:");
    }

    @Test
    void the_headline_is_the_verdict() throws IOException {
        assertThat(page(MIXED))
                .contains("<h1 class=\"unexpected\">Something is not as expected.</h1>")
                .contains("<p>4 models, 2 as expected. 1 replay, 0 conforming on every edge.</p>");
        assertThat(page(new RunReport("check", List.of(Samples.good(Samples.FULL)), List.of())))
                .contains("<h1 class=\"expected\">Every verdict is as expected.</h1>")
                .doesNotContain("<h2>Not as expected</h2>", "<h2>Divergences</h2>", "<h2>Findings</h2>");
    }

    @Test
    void a_model_is_a_row_with_its_purpose() throws IOException {
        assertThat(page(MIXED))
                .contains("<tr><td>reboot-v2</td><td class=\"good\">ok</td><td>v2</td><td>exhaustive</td><td>pass</td>"
                        + "<td>pass</td><td class=\"n\">20,697</td><td class=\"n\">66,466</td><td class=\"n\">90</td>"
                        + "<td class=\"n\">4.3</td><td class=\"what\">What reboot-v2 is for.</td></tr>");
    }

    @Test
    void a_finding_names_its_property_and_links_its_essay() throws IOException {
        assertThat(page(MIXED))
                .contains(
                        "<tr><td><a href=\"../../traces/counterexamples/v2-destroy-attached.md\">v2-destroy-attached</a>"
                                + "</td><td>v2</td><td><code>CurrentDetached</code></td><td>-</td><td class=\"good\">confirmed</td>")
                .contains("v2-fail-path-mm.md\">v2-fail-path-mm</a></td><td>v2</td><td><code>MmFreed</code></td>"
                        + "<td>-</td><td class=\"bad\">not confirmed</td>")
                .doesNotContain("witness-two-zombies.md");
    }

    @Test
    void what_came_from_elsewhere_is_escaped() throws IOException {
        assertThat(page(MIXED))
                .doesNotContain("<script")
                .contains("    actual    &lt;script&gt;alert(1)&lt;/script&gt;\n")
                .contains("K6_DecProtected(k = &quot;K1&quot;)")
                .contains("<td>Host.tla:7:1: parse &lt;error&gt;</td>");
        assertThat(Html.escape("<a href='x'>\"&amp;")).isEqualTo("&lt;a href=&#39;x&#39;&gt;&quot;&amp;amp;");
    }

    @Test
    void the_page_needs_nothing_from_elsewhere_and_fits_light_and_dark() throws IOException {
        assertThat(page(MIXED))
                .startsWith("<!DOCTYPE html>\n<html lang=\"en\">")
                .endsWith("</html>\n")
                .contains("prefers-color-scheme: dark", "width=device-width", "overflow-x: auto")
                .doesNotContain("http:", "https:", "src=", "@import", "url(");
    }

    @Test
    void the_page_says_what_was_not_checked() throws IOException {
        assertThat(page(MIXED))
                .contains("<h2>What was not checked</h2>")
                .contains("<li>Everything is relative to the constants of each model")
                .contains("what is left out of all of them, is listed under the abstractions.</li>");
    }
}
