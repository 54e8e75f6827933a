package org.pvlazy.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
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

    /** Whose accesses they are. */
    private static final Map<String, String> ACCESSES =
            Map.of("Fault3e", "V", "Violation3f", "V", "Access3d", "V", "HostAccess3d", "H", "Reap", "P");

    private static final Binding BINDING = ModelGraph.SLICE.binding();

    @Test
    void different_labels_are_different_offers_that_lead_back_to_the_step() {
        List<ActionLabel> labels = GraphBuilder.build(
                        ModelGraph.files("v2-fail-path-references"), GraphOptions.strict())
                .labels();
        assertThat(labels).hasSizeGreaterThan(ModelGraph.SLICE.stops().size());
        assertThat(labels.stream().map(BINDING::offer)).doesNotHaveDuplicates();
        for (ActionLabel label : labels) {
            String action = label.name();
            if (COMMANDS.contains(action)) {
                assertThat(BINDING.step(label)).isEqualTo(Step.IDLE);
                assertThat(BINDING.thread(label)).isEqualTo("I");
            } else if (ACCESSES.containsKey(action)) {
                assertThat(BINDING.step(label)).isEqualTo(Step.RUN);
                assertThat(BINDING.thread(label)).isEqualTo(ACCESSES.get(action));
            } else {
                assertThat(Binding.name(BINDING.step(label))).isEqualTo(action);
                assertThat(BINDING.kernelFunction(label))
                        .isEqualTo(BINDING.step(label).kernelFunction());
            }
            assertThat(BINDING.kernelFunction(label)).isNotEqualTo("userspace");
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
        long offer = BINDING.offer(label("K4_DestroyConf", string("k", "K2"), string("a", "error")));
        assertThat(offer).isEqualTo(Offer.of(6, Step.K4_DESTROY_CONF, Offer.ERROR));
        assertThat(Offer.thread(offer)).isEqualTo(6);
        assertThat(Offer.step(offer)).isEqualTo(Step.K4_DESTROY_CONF);
        assertThat(Offer.answer(offer)).isEqualTo(Offer.ERROR);
        assertThat(BINDING.offer(label("D1_AllocPriv", new Param("ok", TlaValue.of(false)))))
                .isEqualTo(Offer.of(0, Step.D1_ALLOC_PRIV, Offer.ERROR));

        long unpack = BINDING.offer(label("Unpack", new Param("p", TlaValue.of(37))));
        assertThat(BINDING.action(unpack)).isEqualTo("Unpack");
        assertThat(Offer.page(unpack)).isEqualTo(37);
    }

    @Test
    void what_is_unknown_is_named() {
        assertRefused(label("Reboot"), "unknown action Reboot");
        assertRefused(label("R_Test", string("t", "Q")), "unknown thread Q");
        assertRefused(label("R_Test", string("t", "K11")), "unknown thread K11");
        assertRefused(label("R_Test", string("walker", "I")), "unknown parameter walker of R_Test(walker = \"I\")");
        assertRefused(label("C1_CreateConf", string("a", "maybe")), "unknown answer \"maybe\"");
        assertRefused(label("C1_CreateConf", new Param("a", TlaValue.of(1))), "1 is not a string");
        assertRefused(label("D1_AllocPriv", string("ok", "no")), "\"no\" is not a truth value");
        assertRefused(label("Idle", string("t", "I")), "unknown action Idle");
        assertRefused(label("Unpack"), "no parameter p in Unpack");
        assertRefused(label("Disable", new Param("p", TlaValue.of(1))), "no parameter v in Disable(p = 1)");
        assertRefused(
                label("Disable", new Param("v", TlaValue.of(1)), new Param("p", TlaValue.of(1))),
                "unknown parameters in Disable(v = 1, p = 1)");
    }

    @Test
    void choices_are_described_for_a_reader() {
        assertThat(BINDING.describe(BINDING.offer(label("Unpack", new Param("p", TlaValue.of(2))))))
                .isEqualTo("I at Idle with Unpack of page 2");
        assertThat(BINDING.describe(BINDING.offer(label("Close", new Param("v", TlaValue.of(2))))))
                .isEqualTo("I at Idle with Close of VM 2");
        assertThat(BINDING.describe(BINDING.offer(label("Violation3f", new Param("p", TlaValue.of(1))))))
                .isEqualTo("V at Run with Violation3f of page 1");
        assertThat(BINDING.describe(BINDING.offer(label("C1_CreateConf", string("a", "need_destroy")))))
                .isEqualTo("I at C1_CreateConf answered need_destroy");
        assertThat(BINDING.describe(BINDING.offer(label("R_Test", string("t", "K2")))))
                .isEqualTo("K2 at R_Test");
        assertThat(BINDING.describe(Offer.withVm(Offer.of(0, Step.E5_ZERO_PV), 2)))
                .isEqualTo("I at E5_ZeroPv of VM 2");
    }

    private static void assertRefused(ActionLabel label, String message) {
        assertThatThrownBy(() -> BINDING.offer(label))
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
