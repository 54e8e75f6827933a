package org.pvlazy.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class HtmlReportTest {
    private static final RunReport MIXED = new RunReport(
            "verify",
            List.of(
                    Samples.good(Samples.FULL),
                    Samples.good(Samples.FINDING),
                    Samples.wrong(Samples.LIVE_FINDING),
                    Samples.failed(Samples.WITNESS)),
            List.of(Samples.replay(100, List.of(Samples.divergence()))));

    @Test
    void the_headline_is_the_verdict() {
        assertThat(HtmlReport.render(MIXED))
                .contains("<h1 class=\"unexpected\">Something is not as expected.</h1>")
                .contains("<p>4 models, 2 as expected. 1 replay, 0 conforming on every edge.</p>");
        assertThat(HtmlReport.render(new RunReport("check", List.of(Samples.good(Samples.FULL)), List.of())))
                .contains("<h1 class=\"expected\">Every verdict is as expected.</h1>")
                .doesNotContain("<h2>Not as expected</h2>", "<h2>Divergences</h2>", "<h2>Findings</h2>");
    }

    @Test
    void a_model_is_a_row_with_its_purpose() {
        assertThat(HtmlReport.render(MIXED))
                .contains("<tr><td>reboot-v2</td><td class=\"good\">ok</td><td>v2</td><td>exhaustive</td><td>pass</td>"
                        + "<td>pass</td><td class=\"n\">20,697</td><td class=\"n\">66,466</td><td class=\"n\">90</td>"
                        + "<td class=\"n\">4.3</td><td class=\"what\">What reboot-v2 is for.</td></tr>");
    }

    @Test
    void a_finding_names_its_property_and_links_its_essay() {
        assertThat(HtmlReport.render(MIXED))
                .contains(
                        "<tr><td><a href=\"../../traces/counterexamples/v2-destroy-attached.md\">v2-destroy-attached</a>"
                                + "</td><td>v2</td><td><code>CurrentDetached</code></td><td class=\"good\">confirmed</td>")
                .contains("v2-fail-path-mm.md\">v2-fail-path-mm</a></td><td>v2</td><td><code>MmFreed</code></td>"
                        + "<td class=\"bad\">not confirmed</td>")
                .doesNotContain("witness-two-zombies.md");
    }

    @Test
    void what_came_from_elsewhere_is_escaped() {
        assertThat(HtmlReport.render(MIXED))
                .doesNotContain("<script")
                .contains("    actual    &lt;script&gt;alert(1)&lt;/script&gt;\n")
                .contains("K6_DecProtected(k = &quot;K1&quot;)")
                .contains("<td>Host.tla:7:1: parse &lt;error&gt;</td>");
        assertThat(Html.escape("<a href='x'>\"&amp;")).isEqualTo("&lt;a href=&#39;x&#39;&gt;&quot;&amp;amp;");
    }

    @Test
    void the_page_needs_nothing_from_elsewhere_and_fits_light_and_dark() {
        assertThat(HtmlReport.render(MIXED))
                .startsWith("<!DOCTYPE html>\n<html lang=\"en\">")
                .endsWith("</html>\n")
                .contains("prefers-color-scheme: dark", "width=device-width", "overflow-x: auto")
                .doesNotContain("http:", "https:", "src=", "@import", "url(");
    }

    @Test
    void the_page_says_what_was_not_checked() {
        assertThat(HtmlReport.render(MIXED))
                .contains("<h2>What was not checked</h2>")
                .contains("<li>Everything is relative to the constants of each model")
                .contains("patch 10 and the OOM notifier of patch 12 are not in this slice.</li>");
    }
}
