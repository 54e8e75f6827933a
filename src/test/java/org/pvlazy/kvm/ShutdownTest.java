package org.pvlazy.kvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.pvlazy.kvm.Stage.close;
import static org.pvlazy.kvm.Stage.disable;
import static org.pvlazy.kvm.Stage.enable;
import static org.pvlazy.kvm.Stage.exit;
import static org.pvlazy.kvm.Stage.unpack;
import static org.pvlazy.probe.Step.*;

import org.junit.jupiter.api.Test;
import org.pvlazy.mm.Teardown;
import org.pvlazy.probe.Sanitizer.KernelBug;
import org.pvlazy.probe.Switches;
import org.pvlazy.uv.ConfigState;

class ShutdownTest {
    private final Stage stage = Stage.tiny(Switches.V2, true);
    private final Machine machine = stage.machine;

    @Test
    void exit_exports_every_page_while_the_guest_has_its_cpu() {
        stage.userspace(enable(), unpack(1));

        assertThat(stage.userspace(exit())).containsExactly(EX_MMPUT, X_UNMAP, X_DROP_MM);
        assertThat(machine.process().alive()).isFalse();
        assertThat(machine.mm().teardown()).isEqualTo(Teardown.DONE);
        assertThat(machine.uv().owner(1)).isZero();
        assertThat(machine.memmap().refcount(1)).isZero();
        assertThat(machine.uv().cpus(1)).isEqualTo(1);
    }

    @Test
    void the_last_close_finds_the_mm_gone_and_destroys_at_once() {
        stage.userspace(enable(), unpack(1), exit());
        stage.probe.before(
                N2_DESTROY_CONF, () -> assertThat(machine.kvm().deinitReason()).isEqualTo(DeinitReason.MM_GONE));

        assertThat(stage.userspace(close()))
                .containsExactly(
                        F1_DESTROY_CPUS,
                        D1_ALLOC_PRIV,
                        D2_GRAB_MM,
                        D3_GET_USERS,
                        D3_TEST_LIST,
                        D3B_DROP_MM,
                        N1_GET_USERS,
                        N2_DESTROY_CONF,
                        N3_CLEAR_GUEST_HANDLE,
                        N4_DEC_PROTECTED,
                        N6_DEALLOC,
                        F2_REMOVE_GMAP,
                        F3_DROP_MM);
        assertThat(machine.kvm().fd()).isEqualTo(FdState.GONE);
        assertThat(machine.kvm().deinitReason()).isEqualTo(DeinitReason.NONE);
        assertThat(machine.uv().state(1)).isEqualTo(ConfigState.ABSENT);
        assertThat(machine.gmap().table()).isZero();
        assertThat(stage.leaks()).isEmpty();
    }

    @Test
    void a_page_that_nobody_exports_is_not_freed() {
        stage.userspace(enable(), unpack(1));
        machine.mm().decProtected();

        assertThatExceptionOfType(KernelBug.class)
                .isThrownBy(() -> stage.userspace(exit()))
                .withMessage("SECURE_PAGE_FREED: page 1");
        assertThat(machine.mm().present(1)).as("nothing was modified").isTrue();
        assertThat(machine.memmap().refcount(1)).isEqualTo(1);
    }

    @Test
    void the_io_thread_ends_once_process_and_vm_are_gone() {
        stage.userspace(exit(), close(), enable());

        assertThat(stage.environment.commands).hasSize(1);
    }

    @Test
    void a_vm_that_was_never_protected_just_goes() {
        assertThat(stage.userspace(close(), exit()))
                .containsExactly(F1_DESTROY_CPUS, F2_REMOVE_GMAP, F3_DROP_MM, EX_MMPUT, X_UNMAP, X_DROP_MM);
        assertThat(stage.leaks()).isEmpty();
    }

    @Test
    void a_close_in_a_living_process_is_lazy() {
        stage.userspace(enable(), unpack(1));

        assertThat(stage.userspace(close()))
                .containsExactly(
                        F1_DESTROY_CPUS,
                        D1_ALLOC_PRIV,
                        D2_GRAB_MM,
                        D3_GET_USERS,
                        E2_CLEAR_GUEST_HANDLE,
                        E3_REPLACE_ASCE,
                        E4_CREATE_KTHREAD,
                        E5_ZERO_PV,
                        E7_WAKE_UP,
                        F2_REMOVE_GMAP,
                        F3_DROP_MM);
        stage.kthread();
        stage.userspace(exit());
        assertThat(stage.leaks()).isEmpty();
    }

    @Test
    void a_kthread_left_alone_unmaps_everything_itself() {
        stage.userspace(enable(), unpack(1), disable(), exit());
        assertThat(machine.mm().users()).isEqualTo(1);

        assertThat(stage.kthread())
                .containsExactly(
                        K1_FIRST,
                        R_TEST,
                        K3B_READ_USERS,
                        K3B_SET_SYNC,
                        K3C_MMPUT,
                        X_UNMAP,
                        X_DROP_MM,
                        K4_DESTROY_CONF,
                        K6_DEC_PROTECTED,
                        K7_DROP_MM,
                        K8_FREE_DONATED);
        assertThat(machine.mm().pvSyncDestroy()).isTrue();
        assertThat(machine.mm().count()).isEqualTo(1);
        stage.userspace(close());
        assertThat(stage.leaks()).isEmpty();
    }

    @Test
    void a_kthread_may_outlive_process_and_vm() {
        stage.userspace(enable(), unpack(1), disable(), exit(), close());
        assertThat(machine.mm().count()).isEqualTo(2);

        stage.kthread();
        assertThat(stage.leaks()).isEmpty();
        assertThat(machine.sanitizer().first()).isNull();
    }

    @Test
    void with_the_fence_disable_destroys_at_once() {
        Stage fenced = Stage.tiny(Switches.V2, false);
        assertThat(fenced.userspace(enable()))
                .containsExactly(
                        A1_ALLOC_VM,
                        C1_CREATE_CONF,
                        C2_SET_SYNC,
                        C3_INC_PROTECTED,
                        C5_SET_GUEST_HANDLE,
                        C6_CREATE_CPUS);
        assertThat(fenced.machine.mm().pvSyncDestroy()).isTrue();
        fenced.probe.before(
                N1_GET_USERS,
                () -> assertThat(fenced.machine.kvm().deinitReason()).isEqualTo(DeinitReason.FENCE));

        assertThat(fenced.userspace(unpack(1), disable()))
                .containsExactly(
                        M1_MAKE_SECURE,
                        CP_DESTROY_CPUS,
                        N1_GET_USERS,
                        R_TEST,
                        R_GATHER,
                        P_DESTROY_UVC,
                        P_CLEAR_FLAG,
                        P_PUT,
                        N1_MMPUT,
                        N2_DESTROY_CONF,
                        N3_CLEAR_GUEST_HANDLE,
                        N4_DEC_PROTECTED,
                        N6_DEALLOC);
        assertThat(fenced.environment.wokenKthreads).isEmpty();
        fenced.userspace(exit(), close());
        assertThat(fenced.leaks()).isEmpty();
    }

    @Test
    void ioctls_of_the_dead_and_on_closed_descriptors_are_refused() {
        stage.userspace(disable());
        assertThat(stage.lastIoctl()).isEqualTo(new IoctlResult(-22, 0, 0));
        stage.userspace(enable(), enable());
        assertThat(stage.lastIoctl()).isEqualTo(new IoctlResult(-22, 0, 0));
        stage.userspace(exit(), disable());
        assertThat(stage.lastIoctl()).isEqualTo(new IoctlResult(-5, 0, 0));

        Stage closed = Stage.tiny(Switches.V2, true);
        closed.userspace(close(), close(), enable());
        assertThat(closed.lastIoctl()).isEqualTo(new IoctlResult(-9, 0, 0));
    }
}
