package org.pvlazy.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pvlazy.probe.Step;
import org.pvlazy.tla.ActionLabel;
import org.pvlazy.tla.ActionLabel.Param;
import org.pvlazy.tla.TlaValue;
import org.pvlazy.tlc.GraphBuilder;
import org.pvlazy.tlc.GraphOptions;

class BindingTest {
    /** What userspace commands and guest and host threads touch; each begins where its thread waits. */
    private static final List<String> COMMANDS = List.of("Enable", "Unpack", "Disable", "Exit", "Close");

    private static final List<String> ACCESSES = List.of("Fault3e", "Violation3f", "Access3d", "HostAccess3d");
    private static final Pattern DISJUNCT = Pattern.compile("(?m)^    \\\\/ (?:\\\\E .* : )?(\\w+)(?:\\([^()]*\\))?$");

    @Test
    void every_action_is_a_command_an_access_or_one_step_and_every_step_has_one_action() throws IOException {
        List<String> steps = Arrays.stream(Step.values())
                .filter(step -> step != Step.IDLE && step != Step.RUN)
                .map(Binding::name)
                .toList();
        assertThat(actionsOfNext())
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(Stream.of(COMMANDS, ACCESSES, steps)
                        .flatMap(List::stream)
                        .toList());
    }

    @Test
    void different_labels_are_different_offers_that_lead_back_to_the_step() {
        List<ActionLabel> labels = GraphBuilder.build(
                        ModelGraph.files("v2-fail-path-references"), GraphOptions.strict())
                .labels();
        assertThat(labels).hasSizeGreaterThan(Step.values().length);
        assertThat(labels.stream().map(Binding::offer)).doesNotHaveDuplicates();
        for (ActionLabel label : labels) {
            String action = label.name();
            if (COMMANDS.contains(action)) {
                assertThat(Binding.step(label)).isEqualTo(Step.IDLE);
                assertThat(Binding.thread(label)).isEqualTo("I");
            } else if (ACCESSES.contains(action)) {
                assertThat(Binding.step(label)).isEqualTo(Step.RUN);
                assertThat(Binding.thread(label)).isEqualTo(action.startsWith("Host") ? "H" : "V");
            } else {
                assertThat(Binding.name(Binding.step(label))).isEqualTo(action);
                assertThat(Binding.kernelFunction(label))
                        .isEqualTo(Binding.step(label).kernelFunction());
            }
            assertThat(Binding.kernelFunction(label)).isNotEqualTo("userspace");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "IDLE,                  Idle",
        "A1_ALLOC_VM,           A1_AllocVm",
        "K3B_READ_USERS,        K3b_ReadUsers",
        "D3B_DROP_MM,           D3b_DropMm",
        "CP_DESTROY_CPUS,       CP_DestroyCpus",
        "EX_MMPUT,              EX_Mmput",
        "N6_REPLACE_ASCE,       N6_ReplaceAsce",
        "E2_CLEAR_GUEST_HANDLE, E2_ClearGuestHandle"
    })
    void a_step_has_the_specifications_name(Step step, String name) {
        assertThat(Binding.name(step)).isEqualTo(name);
    }

    @Test
    void parameters_are_the_thread_and_the_choice() {
        int offer = Binding.offer(label("K4_DestroyConf", string("k", "K2"), string("a", "error")));
        assertThat(offer).isEqualTo(Offer.of(Binding.FIRST_KTHREAD + 1, Step.K4_DESTROY_CONF, Offer.ERROR));
        assertThat(Offer.thread(offer)).isEqualTo(4);
        assertThat(Offer.step(offer)).isEqualTo(Step.K4_DESTROY_CONF);
        assertThat(Offer.choice(offer)).isEqualTo(Offer.ERROR);
        assertThat(Binding.offer(label("D1_AllocPriv", new Param("ok", TlaValue.of(false)))))
                .isEqualTo(Offer.of(Binding.IO, Step.D1_ALLOC_PRIV, Offer.ERROR));

        int unpack = Binding.offer(label("Unpack", new Param("p", TlaValue.of(37))));
        assertThat(Offer.kind(Offer.choice(unpack))).isEqualTo(Offer.UNPACK);
        assertThat(Offer.page(Offer.choice(unpack))).isEqualTo(37);
    }

    @Test
    void what_is_unknown_is_named() {
        assertRefused(label("Reboot"), "unknown action Reboot");
        assertRefused(label("Idle", string("t", "Q")), "unknown thread Q");
        assertRefused(label("R_Test", string("t", "K11")), "unknown thread K11");
        assertRefused(label("R_Test", string("walker", "I")), "unknown parameter walker of R_Test(walker = \"I\")");
        assertRefused(label("C1_CreateConf", string("a", "maybe")), "unknown answer \"maybe\"");
        assertRefused(label("C1_CreateConf", new Param("a", TlaValue.of(1))), "1 is not a string");
        assertRefused(label("D1_AllocPriv", string("ok", "no")), "\"no\" is not a truth value");
        assertRefused(label("Unpack"), "no parameter p in Unpack");
    }

    @Test
    void choices_are_described_for_a_reader() {
        assertThat(Binding.describeChoice(Offer.of(0, Step.IDLE, Offer.about(Offer.UNPACK, 2))))
                .isEqualTo(" with Unpack of page 2");
        assertThat(Binding.describeChoice(Offer.of(0, Step.IDLE, Offer.CLOSE))).isEqualTo(" with Close");
        assertThat(Binding.describeChoice(Offer.of(1, Step.RUN, Offer.about(Offer.VIOLATION_3F, 1))))
                .isEqualTo(" with Violation3f of page 1");
        assertThat(Binding.describeChoice(Offer.of(0, Step.C1_CREATE_CONF, Offer.NEED_DESTROY)))
                .isEqualTo(" answered need_destroy");
        assertThat(Binding.describeChoice(Offer.of(0, Step.D2_GRAB_MM, Offer.OK)))
                .isEmpty();
    }

    private static List<String> actionsOfNext() throws IOException {
        String reboot = Files.readString(ModelGraph.SPECS.resolve("Reboot.tla"));
        String next = reboot.substring(reboot.indexOf("\nNext =="), reboot.indexOf("\nSpec =="));
        List<String> actions = DISJUNCT.matcher(next)
                .results()
                .map(disjunct -> disjunct.group(1))
                .toList();
        assertThat(actions)
                .hasSize((int) next.lines().filter(line -> line.contains("\\/")).count());
        return actions;
    }

    private static void assertRefused(ActionLabel label, String message) {
        assertThatThrownBy(() -> Binding.offer(label))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    private static ActionLabel label(String name, Param... params) {
        return new ActionLabel(name, List.of(params));
    }

    private static Param string(String name, String value) {
        return new Param(name, TlaValue.string(value));
    }
}
