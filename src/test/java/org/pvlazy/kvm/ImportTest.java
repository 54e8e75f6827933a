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

class ImportTest {
    private final Stage stage = Stage.v2();
    private final Machine machine = stage.machine;

    @Test
    void a_busy_import_is_tried_again() {
        stage.environment.answer(M1_MAKE_SECURE, UvcAnswer.BUSY);
        stage.userspace(enable());

        assertThat(stage.userspace(unpack(2))).containsExactly(M1_MAKE_SECURE, M1_MAKE_SECURE);
        assertThat(machine.uv().owner(2)).isEqualTo(1);
    }

    @Test
    void a_page_that_a_cleaner_holds_is_not_imported_until_it_lets_go() {
        stage.userspace(enable());
        machine.memmap().getPage(2);
        stage.environment.asked.clear();
        stage.probe.before(
                M1_MAKE_SECURE,
                () -> stage.probe.before(M1_MAKE_SECURE, () -> machine.memmap().putPage(2)));

        assertThat(stage.userspace(unpack(2))).containsExactly(M1_MAKE_SECURE, M1_MAKE_SECURE);
        assertThat(stage.environment.asked)
                .as("the frozen try alone reaches the UVC")
                .containsExactly(M1_MAKE_SECURE);
    }

    @Test
    void the_flag_is_set_although_the_ultravisor_refused() {
        stage.environment.answer(M1_MAKE_SECURE, UvcAnswer.ERROR);

        stage.userspace(enable(), unpack(2));
        assertThat(stage.lastIoctl()).isEqualTo(new IoctlResult(-22, 0, 0));
        assertThat(machine.memmap().pgArch1(2)).isTrue();
        assertThat(machine.uv().owner(2)).isZero();
    }

    @Test
    void a_page_of_the_zombie_is_exported_before_it_is_imported() {
        stage.userspace(enable(), unpack(3), disable(), enable());
        assertThat(machine.uv().owner(3)).isEqualTo(1);

        assertThat(stage.userspace(unpack(3))).containsExactly(M1_MAKE_SECURE);
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

        assertThat(stage.userspace(unpack(3))).hasSize(2);
    }

    @Test
    void a_guest_cpu_imports_what_it_touches_and_holds_its_mutex_meanwhile() {
        stage.userspace(enable());
        assertThat(machine.vcpu().busy()).isFalse();
        stage.probe.before(
                M1_MAKE_SECURE, () -> assertThat(machine.vcpu().busy()).isTrue());

        assertThat(stage.guestTouches(2)).containsExactly(M1_MAKE_SECURE);
        assertThat(machine.uv().owner(2)).isEqualTo(1);
        assertThat(machine.vcpu().busy()).isFalse();
        assertThat(stage.guestTouches(2)).as("the page is secure now").isEmpty();
    }

    @Test
    void a_guest_cpu_destroys_a_page_of_the_zombie_then_imports_it() {
        stage.userspace(enable(), unpack(3), disable(), enable());

        assertThat(stage.guestTouches(3)).as("0x3f").isEmpty();
        assertThat(machine.uv().owner(3)).isZero();
        assertThat(machine.memmap().pgArch1(3)).isFalse();
        assertThat(stage.guestTouches(3)).as("0x3e").containsExactly(M1_MAKE_SECURE);
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
        assertThat(stage.hostTouches(2)).isEmpty();
        assertThat(machine.uv().owner(2)).isZero();
        assertThat(machine.memmap().pgArch1(2)).isFalse();

        stage.userspace(disable());
        assertThat(stage.guestTouches(3)).isEmpty();
        assertThat(machine.uv().owner(3)).isZero();
    }

    @Test
    void a_secure_page_without_its_flag_is_never_exported() {
        stage.userspace(enable(), unpack(2));
        machine.memmap().clearArch1(2);

        assertThat(stage.hostTouches(2)).isEmpty();
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

        assertThat(machine.makeSecure().convertToSecure(machine.gmap(), 2)).isEqualTo(-14);
        machine.faultHandlers().secureStorageAccess(2);
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
