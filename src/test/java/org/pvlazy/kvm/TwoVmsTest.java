package org.pvlazy.kvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.pvlazy.kvm.Stage.close;
import static org.pvlazy.kvm.Stage.disable;
import static org.pvlazy.kvm.Stage.enable;
import static org.pvlazy.kvm.Stage.exit;
import static org.pvlazy.kvm.Stage.unpack;
import static org.pvlazy.probe.Step.*;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pvlazy.probe.Environment.UvcAnswer;
import org.pvlazy.probe.Sanitizer.KernelBug;
import org.pvlazy.probe.Switches;
import org.pvlazy.uv.ConfigState;

/** Two VMs in one process: one address space, one is_protected, one deferred_list. */
class TwoVmsTest {
    private final Stage stage = Stage.twoVms(4, Switches.V2);
    private final Machine machine = stage.machine;

    @Test
    void each_vm_has_a_reference_on_the_mm_and_a_table_and_an_fd_of_its_own() {
        assertThat(machine.mm().count()).isEqualTo(3);
        assertThat(machine.module().references()).isEqualTo(2);
        assertThat(machine.kvm(1).gmap().table()).isEqualTo(1);
        assertThat(machine.kvm(2).gmap().table()).isEqualTo(2);
        assertThat(machine.kvms()).extracting(Kvm::number).containsExactly(1, 2);
        assertThatIllegalArgumentException().isThrownBy(() -> machine.kvm(3)).withMessage("no VM 3");
    }

    @Test
    void a_page_is_unpacked_by_the_vm_that_has_it() {
        stage.userspace(enable(1), enable(2), unpack(1), unpack(2), unpack(3));

        assertThat(machine.mm().isProtected()).isEqualTo(2);
        assertThat(machine.uv().owner(1)).isEqualTo(1);
        assertThat(machine.uv().owner(2)).isEqualTo(2);
        assertThat(machine.uv().owner(3)).isEqualTo(1);
        assertThat(machine.uv().cpus(2)).isEqualTo(1);
    }

    @Test
    void a_vm_that_is_not_protected_unpacks_nothing_though_the_other_is() {
        stage.userspace(enable(1), unpack(2));

        assertThat(stage.lastIoctl()).isEqualTo(new IoctlResult(-22, 0, 0));
    }

    @Test
    void the_process_shows_on_which_vm_it_works() {
        List<Integer> seen = new ArrayList<>();
        stage.probe.before(C1_CREATE_CONF, () -> seen.add(machine.process().currentVm()));
        stage.probe.before(F2_REMOVE_GMAP, () -> seen.add(machine.process().currentVm()));
        stage.probe.before(X_DROP_MM, () -> seen.add(machine.process().currentVm()));
        stage.userspace(enable(2), exit(), close(1), close(2));
        seen.add(machine.process().currentVm());

        assertThat(seen).containsExactly(2, 2, 1, 2);
    }

    @Test
    void a_reboot_of_one_vm_leaves_the_pages_of_the_other() {
        stage.userspace(enable(1), enable(2), unpack(1), unpack(2), disable(1));
        stage.kthread();

        assertThat(machine.uv().state(1)).isEqualTo(ConfigState.ABSENT);
        assertThat(machine.uv().owner(1)).isZero();
        assertThat(machine.uv().owner(2)).as("its owner has a CPU").isEqualTo(2);
        assertThat(machine.mm().isProtected()).isEqualTo(1);
    }

    @Test
    void only_the_own_memslots_are_cleared_before_a_lazy_destroy_returns() {
        Stage low = new Stage(new MachineParameters(4, 3, 2, 4, true).withVms(2), Switches.V2);
        List<Integer> cleared = new ArrayList<>();
        low.userspace(enable(1), enable(2));
        low.probe.before(
                R_GATHER,
                () -> assertThat(low.probe.frame())
                        .isInstanceOfSatisfying(ResetWalkState.class, walk -> cleared.add(walk.next())));

        assertThat(low.userspace(disable(2)))
                .containsSubsequence(D3_GET_USERS, R_TEST, R_GATHER, P_PUT, E2_CLEAR_GUEST_HANDLE);
        assertThat(cleared).containsExactly(2);
        assertThat(low.userspace(disable(1)).stream().filter(R_GATHER::equals))
                .as("pages 1 and 3")
                .hasSize(2);
    }

    @Test
    void as_posted_a_kthread_frees_pages_that_another_vm_still_protects() {
        stage.userspace(enable(1), enable(2), unpack(2), exit(), close(1));
        assertThat(machine.uv().cpus(2)).isEqualTo(1);

        assertThatExceptionOfType(KernelBug.class).isThrownBy(stage::kthread).withMessage("SECURE_PAGE_FREED: page 2");
        assertThat(machine.memmap().refcount(2)).as("nothing was modified").isEqualTo(2);
    }

    @Test
    void the_repaired_drain_exports_what_it_cannot_destroy() {
        Stage repaired = Stage.twoVms(4, Repairs.v2With("fixDrainExport"));
        repaired.userspace(enable(1), enable(2), unpack(2), exit(), close(1));

        assertThat(repaired.kthread())
                .containsSubsequence(P_DESTROY_UVC, P_EXPORT, P_CLEAR_FLAG, P_PUT, P_DESTROY_UVC, P_CLEAR_FLAG, P_PUT);
        assertThat(repaired.machine.uv().owner(2)).isZero();
        repaired.userspace(close(2));
        assertThat(repaired.leaks()).isEmpty();
    }

    @Test
    void the_repaired_drain_leaks_what_it_can_neither_destroy_nor_export() {
        Stage repaired = Stage.twoVms(4, Repairs.v2With("fixDrainExport"));
        repaired.environment.answer(P_EXPORT, UvcAnswer.BUSY, UvcAnswer.ERROR);
        repaired.userspace(enable(1), enable(2), unpack(2), exit(), close(1));

        assertThat(repaired.kthread()).containsSubsequence(P_DESTROY_UVC, P_EXPORT, P_PUT, P_DESTROY_UVC, P_CLEAR_FLAG);
        assertThat(repaired.machine.uv().owner(2)).isEqualTo(2);
        assertThat(repaired.machine.memmap().refcount(2)).isEqualTo(1);
        assertThat(repaired.machine.memmap().leaked(2)).isTrue();
        repaired.userspace(close(2));
        assertThat(repaired.leaks()).isEmpty();
    }

    @Test
    void the_repaired_walk_does_not_export_what_belongs_to_the_other_vm() {
        Stage repaired = Stage.twoVms(4, Switches.REPAIRED);
        repaired.userspace(enable(1), enable(2), unpack(1), unpack(2), disable(1));

        assertThat(repaired.kthread()).doesNotContain(P_EXPORT);
        assertThat(repaired.machine.uv().owner(2)).isEqualTo(2);
    }

    @Test
    void the_io_thread_ends_when_the_process_and_both_vms_are_gone() {
        stage.userspace(exit(), close(2), close(1), enable(1));

        assertThat(stage.environment.commands).hasSize(1);
        assertThat(stage.leaks()).isEmpty();
    }
}
