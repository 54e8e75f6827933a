package org.pvlazy.kvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.pvlazy.kvm.Stage.close;
import static org.pvlazy.kvm.Stage.disable;
import static org.pvlazy.kvm.Stage.enable;
import static org.pvlazy.kvm.Stage.exit;
import static org.pvlazy.kvm.Stage.unpack;
import static org.pvlazy.probe.Step.*;

import org.junit.jupiter.api.Test;
import org.pvlazy.probe.Environment.UvcAnswer;
import org.pvlazy.probe.Step;

class ImportTest {
    /** An import that meets nothing in its way. */
    private static final Step[] IMPORT = {
        M1_MAKE_SECURE, M1_LOCK_PAGE, M3_EXPECTED_REFS, M3_FREEZE, M4_SET_FLAG, M5_UVC, M6_UNFREEZE
    };
    /** One that meets somebody else's reference. */
    private static final Step[] DELAYED = {M1_MAKE_SECURE, M1_LOCK_PAGE, M3_EXPECTED_REFS, M3_FREEZE};

    private final Stage stage = Stage.v2().withPageSteps();
    private final Machine machine = stage.machine;

    @Test
    void an_import_freezes_the_page_sets_the_flag_and_calls_once() {
        stage.userspace(enable());
        stage.environment.asked.clear();
        stage.probe.before(M5_UVC, () -> {
            assertThat(machine.memmap().refcount(2)).isZero();
            assertThat(machine.memmap().references(2)).isEqualTo(1);
            assertThat(machine.memmap().frozen(2)).isTrue();
            assertThat(machine.memmap().pgArch1(2)).isTrue();
            assertThat(machine.memmap().locks().holder(2)).isEqualTo(Thread.currentThread());
            assertThat(machine.mm().pteLockHolder(2)).isEqualTo(Thread.currentThread());
        });

        assertThat(stage.userspace(unpack(2))).containsExactly(IMPORT);
        assertThat(stage.environment.asked).containsExactly(M5_UVC);
        assertThat(machine.uv().owner(2)).isEqualTo(1);
        assertThat(machine.memmap().refcount(2)).isEqualTo(1);
        assertThat(machine.memmap().locks().holder(2)).isNull();
        assertThat(machine.mm().pteLockHolder(2)).isNull();
    }

    @Test
    void a_busy_import_lets_go_of_everything_and_is_tried_again() {
        stage.environment.answer(M5_UVC, UvcAnswer.BUSY);
        stage.userspace(enable());

        assertThat(stage.userspace(unpack(2))).hasSize(2 * IMPORT.length).endsWith(IMPORT);
        assertThat(machine.uv().owner(2)).isEqualTo(1);
    }

    @Test
    void a_page_that_a_cleaner_holds_is_not_imported_until_it_lets_go() {
        stage.userspace(enable());
        machine.memmap().getPage(2);
        stage.environment.asked.clear();
        stage.probe.before(
                M4_SET_FLAG, () -> assertThat(stage.state().drained()).isTrue());
        stage.probe.before(
                M1_MAKE_SECURE,
                () -> stage.probe.before(M1_MAKE_SECURE, () -> machine.memmap().putPage(2)));

        assertThat(stage.userspace(unpack(2)))
                .startsWith(DELAYED)
                .endsWith(IMPORT)
                .hasSize(DELAYED.length + IMPORT.length);
        assertThat(stage.environment.asked)
                .as("the frozen try alone reaches the UVC")
                .containsExactly(M5_UVC);
    }

    @Test
    void a_guest_cpu_goes_back_to_the_guest_after_two_tries() {
        stage.userspace(enable());
        machine.memmap().getPage(2);
        stage.environment.repeatsInstruction = false;

        assertThat(stage.guestTouches(2)).startsWith(DELAYED).endsWith(DELAYED).hasSize(2 * DELAYED.length);
        assertThat(machine.uv().owner(2)).isZero();
        assertThat(machine.memmap().refcount(2)).isEqualTo(2);
    }

    @Test
    void the_flag_is_set_although_the_ultravisor_refused() {
        stage.environment.answer(M5_UVC, UvcAnswer.ERROR);

        stage.userspace(enable(), unpack(2));
        assertThat(stage.lastIoctl()).isEqualTo(new IoctlResult(-22, 0, 0));
        assertThat(machine.memmap().pgArch1(2)).isTrue();
        assertThat(machine.uv().owner(2)).isZero();
    }

    @Test
    void a_page_of_the_zombie_is_exported_before_it_is_imported() {
        stage.userspace(enable(), unpack(3), disable(), enable());
        assertThat(machine.uv().owner(3)).isEqualTo(1);

        assertThat(stage.userspace(unpack(3))).contains(M2_EXPORT).endsWith(IMPORT[IMPORT.length - 1]);
        assertThat(machine.uv().owner(3)).isEqualTo(2);
    }

    @Test
    void an_export_before_a_failing_freeze_leaves_the_flag() {
        stage.userspace(enable(), unpack(3), disable(), enable());
        machine.memmap().getPage(3);
        stage.probe.before(
                M1_MAKE_SECURE,
                () -> stage.probe.before(M1_MAKE_SECURE, () -> {
                    assertThat(machine.uv().owner(3)).isZero();
                    assertThat(machine.memmap().pgArch1(3)).isTrue();
                    machine.memmap().putPage(3);
                }));

        assertThat(stage.userspace(unpack(3)).stream().filter(M2_EXPORT::equals))
                .hasSize(2);
    }

    @Test
    void a_guest_cpu_imports_what_it_touches_and_holds_its_mutex_meanwhile() {
        stage.userspace(enable());
        assertThat(machine.vcpu().busy()).isFalse();
        stage.probe.before(
                M1_MAKE_SECURE, () -> assertThat(machine.vcpu().busy()).isTrue());

        assertThat(stage.guestTouches(2)).containsExactly(IMPORT);
        assertThat(machine.uv().owner(2)).isEqualTo(1);
        assertThat(machine.vcpu().busy()).isFalse();
        assertThat(stage.guestTouches(2)).as("the page is secure now").isEmpty();
    }

    @Test
    void a_guest_cpu_destroys_a_page_of_the_zombie_then_imports_it() {
        stage.userspace(enable(), unpack(3), disable(), enable());

        assertThat(stage.guestTouches(3))
                .as("0x3f")
                .containsExactly(SV_FOLLOW_PAGE, SV_DESTROY_UVC, SV_CLEAR_FLAG, SV_PUT);
        assertThat(machine.uv().owner(3)).isZero();
        assertThat(machine.memmap().pgArch1(3)).isFalse();
        assertThat(stage.guestTouches(3)).as("0x3e").contains(M2_EXPORT, M5_UVC);
        assertThat(machine.memmap().refcount(3)).isEqualTo(1);
    }

    @Test
    void a_violation_that_cannot_be_destroyed_is_exported() {
        stage.userspace(enable(), unpack(3));
        machine.faultHandlers().secureStorageViolation(3);

        assertThat(machine.uv().owner(3)).isZero();
        assertThat(machine.memmap().pgArch1(3)).isFalse();
        assertThat(machine.memmap().refcount(3)).isEqualTo(1);
    }

    @Test
    void host_and_normal_guest_export_what_they_touch() {
        stage.userspace(enable(), unpack(2), unpack(3));
        assertThat(stage.hostTouches(2))
                .containsExactly(AC_FOLLOW_PAGE, AC_TEST_FLAG, AC_EXPORT_UVC, AC_CLEAR_FLAG, AC_PUT);
        assertThat(machine.uv().owner(2)).isZero();
        assertThat(machine.memmap().pgArch1(2)).isFalse();

        stage.userspace(disable());
        assertThat(stage.guestTouches(3)).contains(AC_EXPORT_UVC);
        assertThat(machine.uv().owner(3)).isZero();
    }

    @Test
    void a_secure_page_without_its_flag_is_never_exported() {
        stage.userspace(enable(), unpack(2));
        machine.memmap().clearArch1(2);

        assertThat(stage.hostTouches(2)).containsExactly(AC_FOLLOW_PAGE, AC_TEST_FLAG, AC_PUT);
        assertThat(machine.uv().owner(2)).isEqualTo(1);
    }

    @Test
    void nobody_touches_anything_after_the_exit() {
        stage.userspace(enable(), exit());

        assertThat(stage.guestTouches(2)).isEmpty();
        assertThat(stage.hostTouches(2)).isEmpty();
        stage.userspace(close());
        assertThat(stage.guestTouches(2)).isEmpty();
    }

    @Test
    void what_is_unmapped_is_neither_imported_nor_exported() {
        stage.userspace(enable(), unpack(2), exit());

        assertThat(machine.makeSecure().unpack(machine.gmap(), 2)).isEqualTo(-14);
        machine.faultHandlers().secureStorageAccess(machine.mm(), 2);
        machine.faultHandlers().secureStorageViolation(2);
        assertThat(machine.memmap().refcount(2)).isZero();
    }

    @Test
    void unpack_of_a_page_that_does_not_exist_is_the_callers_mistake() {
        stage.userspace(enable());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> stage.userspace(unpack(4)))
                .withMessage("no page 4");
        assertThat(machine.kvm().lock.isLocked()).isFalse();
    }
}
