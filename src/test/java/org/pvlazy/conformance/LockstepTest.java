package org.pvlazy.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.pvlazy.kvm.Machine;
import org.pvlazy.tla.ActionLabel;
import org.pvlazy.tla.ActionLabel.Param;
import org.pvlazy.tla.TlaValue;

/** Scripts that claim something that is not so: each difference is found and named. */
class LockstepTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long ENABLE = offer("Enable", new Param("v", TlaValue.of(1)));
    private static final long CLOSE = offer("Close", new Param("v", TlaValue.of(1)));
    private static final long ACCESS = offer("HostAccess3d", new Param("p", TlaValue.of(1)));

    private static ModelGraph model;
    private static Script boot;

    @BeforeAll
    static void build_the_graph() {
        model = ModelGraph.of("v2-fail-path-references");
        boot = model.script(List.of(
                "Enable",
                "A1_AllocVm",
                "C1_CreateConf",
                "C3_IncProtected",
                "C5_SetGuestHandle",
                "C6_CreateCpus",
                "Unpack",
                "M1_MakeSecure"));
    }

    @Test
    void a_faithful_script_is_followed_to_its_end() {
        try (Lockstep lockstep = model.lockstep(Machine::new, PATIENCE)) {
            assertThat(lockstep.run(boot)).isNull();
            assertThat(lockstep.lastPosition()).isEqualTo(8);
            assertThat(lockstep.lastFinding()).isNull();
            assertThat(lockstep.run(boot)).isNull();
            assertThat(lockstep.steps()).isEqualTo(16);
            assertThat(lockstep.enabledSetsCompared()).isEqualTo(18);
            assertThat(lockstep.variablesCompared())
                    .isEqualTo(18L * boot.variables().size());
        }
    }

    @Test
    void every_variable_is_compared_at_every_state() {
        try (Lockstep lockstep = model.lockstep(Machine::new, PATIENCE)) {
            for (String variable : boot.variables()) {
                for (int position = 0; position <= boot.steps(); position++) {
                    Script wrong = EditedScript.at(boot, position).with(variable, TlaValue.string("wrong"));
                    Divergence divergence = Objects.requireNonNull(lockstep.run(wrong));
                    assertThat(divergence.what()).isEqualTo(variable);
                    assertThat(divergence.position()).isEqualTo(position);
                    assertThat(divergence.expected()).isEqualTo("\"wrong\"");
                    assertThat(divergence.actual()).isNotEqualTo("\"wrong\"").doesNotContain("unreadable");
                }
            }
        }
    }

    @Test
    void a_wrong_value_is_named_with_both_sources() {
        Divergence divergence = run(EditedScript.at(boot, 4).with("prot", TlaValue.of(7)));
        assertThat(divergence.message().lines().map(LockstepTest::withoutLine))
                .containsExactly(
                        "divergence in test path 0 after step 4, C3_IncProtected by thread I",
                        "  prot",
                        "    expected  7",
                        "    actual    1",
                        "  specification  Userspace.tla:LINE",
                        "  implementation org.pvlazy.kvm.PvInit.initVm(PvInit.java:LINE)");
    }

    @Test
    void a_difference_at_the_start_is_named() {
        Divergence divergence = run(EditedScript.at(boot, 0).with("users", TlaValue.of(2)));
        assertThat(divergence.action()).isEqualTo("Init");
        assertThat(divergence.thread()).isEqualTo("-");
        assertThat(withoutLine(divergence.specSource())).isEqualTo("Lifecycle.tla:LINE");
    }

    @Test
    void a_step_that_only_the_implementation_can_take_is_named() {
        Divergence divergence = run(EditedScript.at(boot, 0).notEnabling(CLOSE));
        assertThat(divergence.what()).isEqualTo(Divergence.ENABLED);
        assertThat(divergence.expected()).isEqualTo("only the specification can take nothing more");
        assertThat(divergence.actual()).isEqualTo("only the implementation can take I at Idle with Close of VM 1");
    }

    @Test
    void a_step_that_only_the_specification_can_take_is_named() {
        Divergence divergence = run(EditedScript.at(boot, 2).alsoEnabling(ACCESS));
        assertThat(divergence.what()).isEqualTo(Divergence.ENABLED);
        assertThat(divergence.position()).isEqualTo(2);
        assertThat(divergence.expected())
                .isEqualTo("only the specification can take H at Run with HostAccess3d of page 1");
        assertThat(divergence.actual()).isEqualTo("only the implementation can take nothing more");
    }

    @Test
    void the_end_of_a_script_is_compared_too() {
        Divergence divergence = run(EditedScript.at(boot, boot.steps()).alsoEnabling(ENABLE));
        assertThat(divergence.position()).isEqualTo(boot.steps());
        assertThat(divergence.expected()).isEqualTo("only the specification can take I at Idle with Enable of VM 1");
    }

    @Test
    void a_step_that_cannot_be_taken_is_not_granted() {
        Divergence divergence = run(EditedScript.at(boot, 1).taking(CLOSE));
        assertThat(divergence.what()).isEqualTo(Divergence.ENABLED);
        assertThat(divergence.position()).isEqualTo(1);
        assertThat(divergence.expected()).isEqualTo("A1_AllocVm(ok = TRUE)");
        assertThat(divergence.actual())
                .isEqualTo("the implementation can take I at A1_AllocVm, I at A1_AllocVm answered no");
    }

    @Test
    void without_enabled_steps_only_the_step_taken_has_to_be_possible() {
        try (Lockstep lockstep = model.lockstep(Machine::new, PATIENCE)) {
            assertThat(lockstep.run(EditedScript.at(boot, 0).notKnowingEnabled()))
                    .isNull();
            assertThat(lockstep.enabledSetsCompared()).isEqualTo(8);
        }
        Divergence divergence = run(EditedScript.at(boot, 0).notKnowingEnabled().taking(ACCESS));
        assertThat(divergence.what()).isEqualTo(Divergence.ENABLED);
        assertThat(divergence.actual())
                .isEqualTo("the implementation can take I at Idle with Enable of VM 1,"
                        + " I at Idle with Exit, I at Idle with Close of VM 1");
    }

    @Test
    void a_script_that_fails_is_no_divergence() {
        Script broken = EditedScript.at(boot, 3).notKnowingEnabled();
        Script failing = EditedScript.at(broken, 3).notEnabling(CLOSE);
        try (Lockstep lockstep = model.lockstep(Machine::new, PATIENCE)) {
            assertThatThrownBy(() -> lockstep.run(failing))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageStartingWith("test path 0 after step 3: java.lang.NullPointerException");
            assertThat(lockstep.run(boot)).isNull();
        }
    }

    private static long offer(String action, Param... params) {
        return ModelGraph.SLICE.binding().offer(new ActionLabel(action, List.of(params)));
    }

    private static Divergence run(Script script) {
        try (Lockstep lockstep = model.lockstep(Machine::new, PATIENCE)) {
            return Objects.requireNonNull(lockstep.run(script), "nothing differs");
        }
    }

    private static String withoutLine(String text) {
        return text.replaceAll("(\\.tla|\\.java):\\d+", "$1:LINE");
    }
}
