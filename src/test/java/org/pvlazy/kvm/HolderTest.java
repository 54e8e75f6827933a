package org.pvlazy.kvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.pvlazy.kvm.Stage.close;
import static org.pvlazy.kvm.Stage.enable;
import static org.pvlazy.kvm.Stage.exit;
import static org.pvlazy.kvm.Stage.unpack;
import static org.pvlazy.probe.Step.*;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.pvlazy.mm.Teardown;
import org.pvlazy.probe.Environment.UvcAnswer;
import org.pvlazy.probe.Sanitizer.KernelBug;
import org.pvlazy.probe.Switches;

/** Others than QEMU and KVM at the address space: those who hold mm_users for a while, and the OOM reaper. */
class HolderTest {
    private final Stage stage = Stage.lists(2, Switches.V2);
    private final Machine machine = stage.machine;

    @Test
    void a_holder_comes_and_goes() {
        stage.probe.before(HP_MMPUT, () -> assertThat(machine.mm().users()).isEqualTo(2));

        assertThat(stage.holder(2)).containsExactly(HG_GET_USERS, HP_MMPUT, HG_GET_USERS, HP_MMPUT, HG_GET_USERS);
        assertThat(machine.mm().users()).isEqualTo(1);
    }

    @Test
    void a_holder_that_goes_last_runs_exit_mmap() {
        stage.userspace(enable(), unpack(1));
        stage.probe.before(HP_MMPUT, () -> assertThat(stage.userspace(exit())).containsExactly(EX_MMPUT));

        assertThat(stage.holder(2))
                .containsSubsequence(HP_MMPUT, X_UNMAP, Z2_TEST_LIST, Z3_APPEND, X_DROP_MM)
                .endsWith(HG_GET_USERS);
        assertThat(machine.mm().teardown()).isEqualTo(Teardown.DONE);
    }

    @Test
    void nobody_becomes_a_holder_of_what_is_freed() {
        stage.userspace(exit(), close());

        assertThat(stage.holder(1)).containsExactly(HG_GET_USERS);
        assertThat(machine.sanitizer().first()).isNull();
    }

    @Test
    void a_close_while_a_holder_is_there_is_as_lazy_as_a_reboot() {
        stage.userspace(enable(), unpack(1));
        stage.probe.before(HP_MMPUT, () -> {
            stage.userspace(exit());
            assertThat(stage.userspace(close())).containsSubsequence(D3_GET_USERS, E3_REPLACE_ASCE);
        });
        stage.holder(1);
        stage.kthread();

        assertThat(stage.leaks()).isEmpty();
    }

    @Test
    void the_reaper_exports_and_sets_nothing_aside() {
        stage.userspace(enable(), unpack(1), unpack(2));

        assertThat(stage.reaps(2)).isEmpty();
        assertThat(machine.mm().present(2)).isFalse();
        assertThat(machine.uv().owner(2)).isZero();
        assertThat(machine.memmap().refcount(2)).isZero();
        assertThat(machine.memmap().pgArch1(2)).isFalse();
        stage.reaps(2);
        stage.userspace(exit(), close());
        stage.kthread();
        assertThat(stage.leaks()).isEmpty();
    }

    @Test
    void the_reaper_leaves_what_exit_mmap_has_begun_with() {
        stage.userspace(enable(), unpack(1), unpack(2));
        stage.probe.before(Z3_APPEND, () -> {
            stage.reaps(2);
            assertThat(machine.memmap().refcount(2)).as("mapping and Z1").isEqualTo(2);
        });

        assertThat(stage.userspace(exit())).contains(Z3_APPEND);
    }

    @Test
    void as_posted_a_page_that_the_reaper_cannot_export_is_freed_while_it_is_secure() {
        stage.userspace(enable(), unpack(1));
        stage.environment.answer(RUN, UvcAnswer.BUSY, UvcAnswer.ERROR);

        assertThatExceptionOfType(KernelBug.class)
                .isThrownBy(() -> stage.reaps(1))
                .withMessage("SECURE_PAGE_FREED: page 1");
        assertThat(machine.mm().present(1)).as("nothing was modified").isTrue();
    }

    @Test
    void as_posted_a_page_that_exit_mmap_cannot_export_is_freed_while_it_is_secure() {
        Stage tiny = Stage.tiny(Switches.V2, true);
        tiny.userspace(enable(), unpack(1));
        tiny.environment.answer(X_UNMAP, UvcAnswer.ERROR);

        assertThatExceptionOfType(KernelBug.class)
                .isThrownBy(() -> tiny.userspace(exit()))
                .withMessage("SECURE_PAGE_FREED: page 1");
    }

    @Test
    void repaired_both_leak_it_on_purpose() {
        Stage repaired = new Stage(new MachineParameters(2, 0, 2, 4, true), Repairs.v2With("fixExportFailure"));
        repaired.userspace(enable(), unpack(1), unpack(2));
        repaired.environment.answer(RUN, UvcAnswer.ERROR);
        repaired.environment.answer(X_UNMAP, UvcAnswer.ERROR);
        repaired.reaps(1);
        repaired.userspace(exit());

        for (int page : List.of(1, 2)) {
            assertThat(repaired.machine.mm().present(page)).isFalse();
            assertThat(repaired.machine.memmap().refcount(page)).isEqualTo(1);
            assertThat(repaired.machine.memmap().leaked(page)).isTrue();
            assertThat(repaired.machine.uv().owner(page)).isEqualTo(1);
        }
        repaired.userspace(close());
        assertThat(repaired.leaks()).isEmpty();
    }
}
