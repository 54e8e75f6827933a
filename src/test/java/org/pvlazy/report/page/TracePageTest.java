package org.pvlazy.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pvlazy.tla.ActionLabel;
import org.pvlazy.tla.TlaState;
import org.pvlazy.tla.TlaValue;
import org.pvlazy.trace.Trace;
import org.pvlazy.trace.TraceOrigin;
import org.pvlazy.trace.TraceReader;
import org.pvlazy.trace.TraceState;
import org.pvlazy.trace.TraceStep;
import org.pvlazy.trace.Violation;

/** The page of a trace as a reader meets it: in a browser. */
class TracePageTest {
    private static final Path TRACE = Path.of("traces/counterexamples/v2-two-vms-list.itf.json");
    private static final String CURRENT = "document.querySelector('#steps [aria-current]').parentElement.id";
    private static final String VISIBLE =
            "[...document.querySelectorAll('#steps li')].filter(each => !each.hidden).length";

    @TempDir
    static Path folder;

    private static Browser browser;

    @BeforeAll
    static void start() throws IOException {
        browser = Browser.open();
    }

    @AfterAll
    static void stop() throws IOException {
        if (browser != null) {
            browser.close();
        }
    }

    private static Path write(Trace trace) throws IOException {
        Path file = folder.resolve(trace.origin().model() + ".html");
        Files.writeString(file, TracePage.render(trace, Background.none()));
        return file;
    }

    @Test
    void arrows_and_letters_move_from_step_to_step() throws IOException {
        Page page = browser.page().open(write(TraceReader.read(TRACE)), "");
        assertThat(page.text(CURRENT)).isEqualTo("row-1");
        assertThat(page.press("ArrowDown", "j").text(CURRENT)).isEqualTo("row-3");
        assertThat(page.press("ArrowUp", "k", "k").text(CURRENT)).isEqualTo("row-0");
        assertThat(page.press("ArrowUp").text(CURRENT)).isEqualTo("row-0");
        assertThat(page.press("End").text(CURRENT)).isEqualTo("row-48");
        assertThat(page.text("document.getElementById('title').textContent")).startsWith("Step 48 of 48: ");
        assertThat(page.press("Home").text("location.hash")).isEqualTo("#step-0");
        assertThat(page.complaints()).isEmpty();
    }

    @Test
    void a_step_has_an_address() throws IOException {
        Path file = write(TraceReader.read(TRACE));
        assertThat(browser.page().open(file, "#step-7").text(CURRENT)).isEqualTo("row-7");
        assertThat(browser.page().open(file, "#step-4711").text(CURRENT)).isEqualTo("row-48");
        assertThat(browser.page().open(file, "#<img src=x>").text(CURRENT)).isEqualTo("row-1");
    }

    @Test
    void the_filter_leaves_the_steps_with_every_word_and_the_keys_keep_to_them() throws IOException {
        Page page = browser.page().open(write(TraceReader.read(TRACE)), "");
        page.press("/").type("i CREATEKTHREAD");
        assertThat(page.number(VISIBLE)).isEqualTo(2);
        assertThat(page.text("document.getElementById('matches').textContent"))
                .isEqualTo(page.number(VISIBLE) + " of 49");
        page.press("ArrowDown");
        assertThat(page.text("document.querySelector('#steps [aria-current]').textContent"))
                .contains("E4_CreateKthread");
        assertThat(page.number("Number(document.getElementById('lanes').getAttribute('height'))"))
                .isEqualTo(40 * page.number(VISIBLE));
        page.press("Escape");
        assertThat(page.number(VISIBLE)).isEqualTo(49);
    }

    @Test
    void help_opens_with_a_key_and_closes_with_another() throws IOException {
        Page page = browser.page().open(write(TraceReader.read(TRACE)), "");
        assertThat(page.press("?").text("String(document.getElementById('help').open)"))
                .isEqualTo("true");
        assertThat(page.press("j").text(CURRENT))
                .as("keys belong to the help while it is open")
                .isEqualTo("row-1");
    }

    @Test
    void any_two_states_can_be_compared() throws IOException {
        Trace trace = TraceReader.read(TRACE);
        Page page = browser.page().open(write(trace), "#step-3");
        page.press("c", "End");
        List<String> places = new ArrayList<>();
        JsonArray shown = page.evaluate(
                        "[...document.querySelectorAll('#changes tbody tr')].map(row => row.cells[0].textContent)")
                .getAsJsonArray();
        shown.forEach(each -> places.add(each.getAsString()));
        Leaves leaves = Leaves.of(trace);
        List<String> differing = new ArrayList<>();
        for (int leaf : leaves.differing(3, 48)) {
            differing.add(leaves.names().get(leaf));
        }
        assertThat(places).isEqualTo(differing).hasSizeGreaterThan(10);
        assertThat(page.press("c").number("document.querySelectorAll('#changes tbody tr').length"))
                .isEqualTo(leaves.differing(47, 48).length);
    }

    @Test
    void text_of_a_trace_that_looks_like_markup_is_text() throws IOException {
        String evil = "</script><script>window.evil = 1</script><img src=x onerror='window.evil = 1'>\"'&<!--";
        List<String> variables = List.of("v");
        Trace trace = new Trace(
                new TraceOrigin("evil " + evil.replace("/", ""), evil, "", evil),
                new Violation(evil, Violation.Kind.SAFETY),
                List.of(
                        new TraceState(new TlaState(variables, List.of(TlaValue.string("a"))), null),
                        new TraceState(
                                new TlaState(variables, List.of(TlaValue.string(evil))),
                                new TraceStep(ActionLabel.of(evil), evil, evil, evil))),
                new org.pvlazy.trace.TraceEnd.Open(),
                null);
        Path file = folder.resolve("evil.html");
        Files.writeString(file, TracePage.render(trace, Background.none()));
        Page page = browser.page().open(file, "");
        assertThat(page.text("typeof window.evil")).isEqualTo("undefined");
        assertThat(page.text("document.querySelector('#changes .changed').textContent"))
                .isEqualTo(evil);
        assertThat(page.text("document.getElementById('title').textContent")).contains(evil);
        assertThat(page.number("document.querySelectorAll('img').length")).isZero();
        assertThat(page.complaints()).isEmpty();
    }

    @Test
    void a_page_asks_for_nothing() throws IOException {
        Path file = write(TraceReader.read(TRACE));
        Page page = browser.page().open(file, "").press("j", "/", "?");
        assertThat(page.requests()).containsExactly(file.toUri().toString());
        page.evaluate("fetch('https://example.invalid/').catch(() => {})");
        assertThat(page.complaints())
                .as("the browser itself refuses")
                .anySatisfy(line -> assertThat(line).contains("Content Security Policy"));
    }

    @Test
    void print_has_every_step_and_leaves_the_screen_as_it_was() throws IOException {
        Page page = browser.page().size(1600, 1000).open(write(TraceReader.read(TRACE)), "#step-7");
        Path pdf = folder.resolve("page.pdf");
        page.print(pdf);
        assertThat(pdf).isNotEmptyFile();
        assertThat(page.number("document.getElementById('all').open ? 1 : 0")).isZero();
        page.evaluate("document.getElementById('all').open = true");
        assertThat(page.number("document.getElementById('steps').getBoundingClientRect().height"))
                .as("the table leaves room for the list")
                .isGreaterThan(100);
        assertThat(page.number("document.querySelector('#all tbody tr:nth-child(10) td').getClientRects().length"))
                .isEqualTo(1);
    }

    @Test
    void a_hundred_steps_answer_a_key_at_once() throws IOException {
        Page page = browser.page().open(write(longTrace(100)), "");
        double usual = page.evaluate("""
                (() => {
                  const times = [];
                  for (let i = 0; i < 50; i++) {
                    const before = performance.now();
                    document.dispatchEvent(new KeyboardEvent('keydown', {key: 'j', bubbles: true}));
                    document.body.getBoundingClientRect();
                    times.push(performance.now() - before);
                  }
                  return times.sort((a, b) => a - b)[25];
                })()""").getAsDouble();
        assertThat(page.text(CURRENT)).isEqualTo("row-51");
        assertThat(usual).as("milliseconds for a key, half of them").isLessThan(100);
    }

    @Test
    void two_thousand_steps_open_in_two_seconds() throws IOException {
        Path file = write(longTrace(2000));
        Page page = browser.page().open(file, "#step-2000");
        assertThat(page.text(CURRENT)).isEqualTo("row-2000");
        assertThat(page.secondsOfWork()).as("seconds of the processor").isLessThan(2);
    }

    /** The steps of a real trace again and again. */
    private static Trace longTrace(int steps) throws IOException {
        Trace trace = TraceReader.read(TRACE);
        List<TraceState> states = new ArrayList<>(trace.states().subList(0, 1));
        for (int i = 0; i < steps; i++) {
            states.add(trace.states().get(1 + i % (trace.states().size() - 1)));
        }
        return Trace.of(new TraceOrigin("long-" + steps, "v2", "", "test"), trace.violation(), states);
    }
}
