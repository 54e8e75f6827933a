package org.pvlazy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pvlazy.report.page.Browser;
import org.pvlazy.report.page.Page;
import org.pvlazy.tlc.Manifest;
import org.pvlazy.tlc.Model;

/** Every page of the report, opened in a browser. Pictures of them are left in target/screenshots, for looking at. */
class PagesTest {
    private static final long MEBIBYTE = 1L << 20;
    private static final Path SCREENSHOTS = Path.of("target/screenshots");
    private static final String WITH_SOURCES = "v2-tables-list-race";

    /** The smallest contrast of any text that is seen with what is behind it. */
    private static final String CONTRAST = """
            (() => {
              const channel = c => c <= 10.31475 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4;
              const light = rgb => 0.2126 * channel(rgb[0]) + 0.7152 * channel(rgb[1]) + 0.0722 * channel(rgb[2]);
              const numbers = text => text.match(/[\\d.]+/g).map(Number);
              const behind = element => {
                for (let each = element; each; each = each.parentElement) {
                  const rgb = numbers(getComputedStyle(each).backgroundColor);
                  if (rgb.length < 4 || rgb[3] > 0) return rgb;
                }
                return [255, 255, 255];
              };
              const drawn = text => {
                const place = text.getBoundingClientRect();
                const [x, y] = [(place.left + place.right) / 2, (place.top + place.bottom) / 2];
                const under = [...text.closest('svg').querySelectorAll('rect')].filter(rect => {
                  const at = rect.getBoundingClientRect();
                  return at.left <= x && x <= at.right && at.top <= y && y <= at.bottom
                      && getComputedStyle(rect).fill !== 'none'
                      && (rect.compareDocumentPosition(text) & Node.DOCUMENT_POSITION_FOLLOWING);
                }).pop();
                return under ? numbers(getComputedStyle(under).fill) : behind(text.closest('svg'));
              };
              let least = 21;
              for (const element of document.querySelectorAll('body *')) {
                const own = [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim());
                if (!own || element.closest('script') || !element.getClientRects().length || element.disabled) continue;
                const inDrawing = element.closest('svg');
                const ink = numbers(inDrawing ? getComputedStyle(element).fill : getComputedStyle(element).color);
                const [a, b] = [light(ink), light(inDrawing ? drawn(element) : behind(element))].sort((x, y) => y - x);
                least = Math.min(least, (a + 0.05) / (b + 0.05));
              }
              return least;
            })()""";

    @TempDir
    static Path folder;

    private static Browser browser;
    private static Sandbox sandbox;

    static Stream<String> models() {
        return Manifest.read(Path.of("specs")).models().stream()
                .filter(Model::hasCounterexample)
                .map(Model::name);
    }

    @BeforeAll
    static void make() throws IOException {
        browser = Browser.open();
        sandbox = new Sandbox(folder);
        // Without sources of the implementation: to run all replays line by line takes its time.
        assertThat(sandbox.run("report").succeeds().out().lines()).hasSize((int) models().count() + 1);
    }

    @AfterAll
    static void stop() throws IOException {
        if (browser != null) {
            browser.close();
        }
    }

    private static Path page(String model) {
        return sandbox.path("target/report/traces/" + model + ".html");
    }

    @ParameterizedTest
    @MethodSource("models")
    void a_page_opens_without_a_complaint_and_shows_every_step(String model) throws IOException {
        assertThat(page(model)).exists();
        assertThat(Files.size(page(model))).isLessThan(MEBIBYTE);
        Page page = browser.page().size(1600, 1000).open(page(model), "");
        int rows = page.number("document.querySelectorAll('#steps li').length");
        assertThat(page.number("document.querySelectorAll('#lanes .row').length"))
                .isEqualTo(rows);
        for (int i = 1; i < rows; i++) {
            page.press("ArrowDown");
        }
        assertThat(page.text("location.hash")).isEqualTo("#step-" + (rows - 1));
        assertThat(page.number("document.querySelectorAll('#claim .bad').length"))
                .as("something in the property is false")
                .isPositive();
        assertThat(page.number("document.querySelectorAll('#picture svg').length"))
                .isPositive();
        page.screenshot(SCREENSHOTS.resolve(model + "-1600.png"));
        page.size(400, 900).screenshot(SCREENSHOTS.resolve(model + "-400.png"));
        assertThat(page.number("document.documentElement.scrollWidth"))
                .as("nothing is wider than a narrow window")
                .isLessThanOrEqualTo(400);
        assertThat(page.complaints()).isEmpty();
        assertThat(page.requests()).containsExactly(page(model).toUri().toString());
    }

    @Test
    void text_can_be_read_in_light_and_in_dark() throws IOException {
        for (String scheme : List.of("light", "dark")) {
            Page page = browser.page().size(1600, 1000).scheme(scheme).open(page("pages-v2-endless-fault"), "#step-26");
            page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })");
            assertThat(page.evaluate(CONTRAST).getAsDouble()).as(scheme).isGreaterThanOrEqualTo(4.5);
        }
    }

    @Test
    void a_loop_is_marked() throws IOException {
        Page page = browser.page().open(page("pages-v2-endless-fault"), "");
        assertThat(page.number("document.querySelectorAll('#lanes .loop').length"))
                .isEqualTo(page.number("document.querySelectorAll('#steps li.loop').length"))
                .isEqualTo(4);
        assertThat(page.text("document.getElementById('claim').textContent"))
                .contains("UvException(0, p) = \"3d\"", "true after steps 8-15, 22-27");
    }

    @Test
    void the_other_ways_are_named_with_where_they_lead() throws IOException {
        Page page = browser.page().open(page("v2-close-during-exit"), "#step-26");
        assertThat(page.text("document.getElementById('ways').textContent"))
                .contains("K1 K1_First", "the trace goes this way", "violates ListExclusive", "M Z2_TestList");
    }

    @Test
    void code_of_both_sides_stands_side_by_side_with_the_lines_of_the_step_marked() throws IOException {
        Path html = folder.resolve("sources.html");
        Sandbox.pvlazy(
                        "show",
                        "traces/counterexamples/" + WITH_SOURCES + ".itf.json",
                        "--html",
                        html.toString(),
                        "--home",
                        Path.of("").toAbsolutePath().toString())
                .succeeds();
        Page page = browser.page().open(html, "#step-1");
        assertThat(page.number("document.querySelectorAll('#code .sides > div').length"))
                .isEqualTo(2);
        List<String> marked = Stream.of(page.text(
                                "[...document.querySelectorAll('#code .run')].map(line => line.textContent).join('\\n')")
                        .split("\n", -1))
                .toList();
        assertThat(marked).anySatisfy(line -> assertThat(line).contains("/\\"));
        assertThat(marked).anySatisfy(line -> assertThat(line).contains("probe.at(Step."));
        assertThat(page.complaints()).isEmpty();
    }

    @Test
    void the_report_says_what_was_not_done_and_leads_to_the_pages() throws IOException {
        Page page = browser.page().size(400, 900).open(sandbox.path("target/report/index.html"), "");
        assertThat(page.text("document.body.textContent"))
                .contains("Nothing was checked yet", "Kill matrix", "Not run.");
        assertThat(page.number("document.querySelectorAll('a[href^=\"traces/\"]').length"))
                .isEqualTo((int) models().count());
        assertThat(page.complaints()).isEmpty();
    }
}
