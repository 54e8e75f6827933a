package org.pvlazy.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pvlazy.report.page.Panel.Box;
import org.pvlazy.report.page.Panel.Tone;
import org.pvlazy.tla.TlaState;
import org.pvlazy.tla.TlaValue;
import org.pvlazy.trace.Trace;
import org.pvlazy.trace.TraceReader;

/** What the picture of a state says, in the states of real counterexamples. */
class PictureTest {
    private static List<Box> panel(String model, int state, String title) throws IOException {
        Trace trace = TraceReader.read(Path.of("traces/counterexamples/" + model + ".itf.json"));
        return Picture.of(trace.state(state)).stream()
                .filter(panel -> panel.title().equals(title))
                .findFirst()
                .orElseThrow()
                .boxes();
    }

    @Test
    void a_secure_page_that_is_free_stands_out() {
        TlaState state = new TlaState(
                List.of("owner", "secret", "ref", "flag", "leaked"),
                List.of(
                        TlaValue.tuple(TlaValue.of(1), TlaValue.of(2)),
                        TlaValue.tuple(TlaValue.of(1), TlaValue.of(1)),
                        TlaValue.tuple(TlaValue.of(0), TlaValue.of(1)),
                        TlaValue.tuple(TlaValue.of(true), TlaValue.of(false)),
                        TlaValue.set(TlaValue.of(2))));
        assertThat(Picture.of(state))
                .containsExactly(new Panel(
                        "pages",
                        List.of(
                                new Box(Tone.BAD, List.of("page 1", "secure, of 1", "free", "PG_arch_1")),
                                new Box(
                                        Tone.SECURE,
                                        List.of("page 2", "secure, of 2", "_refcount 1", "clear text of 1", "leaked"))),
                        false));
    }

    @Test
    void a_configuration_says_who_names_it() throws IOException {
        assertThat(panel("v2-two-vms-list", 48, "Ultravisor"))
                .containsExactly(
                        new Box(
                                Tone.SECURE,
                                List.of("configuration 1", "alive", "CPUs 0, table 1", "named by priv of K1")),
                        new Box(
                                Tone.SECURE,
                                List.of("configuration 2", "alive", "CPUs 0, table 2", "named by priv of K2")));
    }

    @Test
    void the_list_says_what_is_in_it_and_who_reads_it() throws IOException {
        assertThat(panel("v2-two-vms-list", 48, "deferred_list"))
                .containsExactly(new Box(Tone.PLAIN, List.of("array 1", "pages 2", "read by K1, K2")));
        assertThat(panel("v2-two-vms-list", 1, "deferred_list")).containsExactly(new Box(Tone.GONE, List.of("empty")));
    }

    @Test
    void users_that_nobody_has_any_more_can_be_seen() throws IOException {
        assertThat(panel("v2-fail-path-references", 33, "address space").get(0).lines())
                .as("the reference of D3 was never given back")
                .containsExactly("mm_users 2", "process");
    }

    @Test
    void a_drawing_keeps_within_its_width_and_says_in_words_what_it_shows() throws IOException {
        Trace trace = TraceReader.read(Path.of("traces/counterexamples/v2-oom-reports-unfreed.itf.json"));
        for (Panel panel : Picture.of(trace.state(17))) {
            String svg = PanelDrawing.of(panel);
            assertThat(svg).contains("aria-label=\"" + panel.title() + ": ");
            java.util.regex.Matcher box = java.util.regex.Pattern.compile("x=\"(\\d+)\" y=\"\\d+\" width=\"(\\d+)\"")
                    .matcher(svg);
            while (box.find()) {
                assertThat(Integer.parseInt(box.group(1)) + Integer.parseInt(box.group(2)))
                        .isLessThanOrEqualTo(PanelDrawing.WIDTH);
            }
        }
    }
}
