package org.pvlazy.kvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.pvlazy.kvm.Stage.close;
import static org.pvlazy.kvm.Stage.disable;
import static org.pvlazy.kvm.Stage.enable;
import static org.pvlazy.kvm.Stage.exit;
import static org.pvlazy.kvm.Stage.unpack;
import static org.pvlazy.probe.Step.*;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.pvlazy.probe.Sanitizer.KernelBug;
import org.pvlazy.probe.Step;
import org.pvlazy.probe.Switches;

/** The two defects of v1 that the change log of v2 names. */
class VersionOneTest {
    private static final String USE_AFTER_FREE = "MM_USE_AFTER_FREE: decrement of is_protected";

    @Test
    void v1_decrements_is_protected_of_an_mm_that_is_freed_meanwhile() {
        Stage stage = Stage.tiny(Switches.V1, true);
        stage.userspace(enable(), unpack(1), disable());
        stage.probe.before(K6_DEC_PROTECTED, () -> stage.userspace(exit(), close()));

        assertThatExceptionOfType(KernelBug.class).isThrownBy(stage::kthread).withMessage(USE_AFTER_FREE);
        assertThat(stage.machine.sanitizer().first()).hasMessage(USE_AFTER_FREE);
        assertThat(stage.machine.mm().isProtected()).as("nothing was modified").isEqualTo(1);
    }

    @Test
    void v1_decrements_is_protected_of_an_mm_that_it_tore_down_itself() {
        Stage stage = Stage.tiny(Switches.V1, true);
        stage.userspace(enable(), disable(), exit(), close());

        assertThatExceptionOfType(KernelBug.class).isThrownBy(stage::kthread).withMessage(USE_AFTER_FREE);
    }

    @Test
    void v2_survives_the_same_order() {
        Stage stage = Stage.tiny(Switches.V2, true);
        stage.userspace(enable(), unpack(1), disable());
        stage.probe.before(K6_DEC_PROTECTED, () -> stage.userspace(exit(), close()));
        stage.kthread();

        assertThat(stage.machine.mm().count()).isZero();
        assertThat(stage.leaks()).isEmpty();
    }

    @Test
    void v1_takes_no_steps_for_a_reference_that_it_does_not_hold() {
        Stage stage = Stage.tiny(Switches.V1, true);
        List<Step> steps = stage.userspace(enable(), disable());
        assertThat(steps).containsSubsequence(D1_ALLOC_PRIV, D3_GET_USERS).doesNotContain(D2_GRAB_MM);
        assertThat(stage.kthread()).endsWith(K4_DESTROY_CONF, K6_DEC_PROTECTED, K8_FREE_DONATED);

        stage.userspace(enable(), exit());
        assertThat(stage.userspace(close()))
                .containsSubsequence(D3_GET_USERS, N1_GET_USERS)
                .doesNotContain(D3B_DROP_MM);
        assertThat(stage.leaks()).isEmpty();
    }

    @Test
    void v1_falls_through_the_fence_and_destroys_handle_zero_in_a_kthread() {
        Stage stage = Stage.tiny(Switches.V1, false);
        stage.userspace(enable(), unpack(1));
        assertThat(stage.userspace(disable()))
                .containsSubsequence(N6_DEALLOC, D1_ALLOC_PRIV, E2_CLEAR_GUEST_HANDLE, E7_WAKE_UP);

        assertThatExceptionOfType(KernelBug.class)
                .isThrownBy(stage::kthread)
                .withMessage("UVC_HANDLE_ZERO: DESTROY_SEC_CONF at K4_DESTROY_CONF");
    }

    @Test
    void v1_falls_through_the_fence_and_destroys_handle_zero_at_the_last_close() {
        Stage stage = Stage.tiny(Switches.V1, false);
        stage.userspace(enable(), unpack(1), exit());

        assertThatExceptionOfType(KernelBug.class)
                .isThrownBy(() -> stage.userspace(close()))
                .withMessage("UVC_HANDLE_ZERO: DESTROY_SEC_CONF at N2_DESTROY_CONF");
    }
}
