package org.pvlazy.kvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pvlazy.kvm.Stage.close;
import static org.pvlazy.kvm.Stage.disable;
import static org.pvlazy.kvm.Stage.enable;
import static org.pvlazy.kvm.Stage.exit;
import static org.pvlazy.probe.Step.*;

import org.junit.jupiter.api.Test;
import org.pvlazy.probe.Environment.UvcAnswer;
import org.pvlazy.probe.Switches;
import org.pvlazy.uv.ConfigState;

class EnableFailureTest {
    private final Stage stage = Stage.tiny(Switches.V2, true);
    private final Machine machine = stage.machine;

    @Test
    void without_memory_nothing_is_created() {
        stage.environment.failingAllocations.add(A1_ALLOC_VM);

        assertThat(stage.userspace(enable())).containsExactly(A1_ALLOC_VM);
        assertThat(stage.lastIoctl()).isEqualTo(new IoctlResult(-12, 0, 0));
        stage.userspace(exit(), close());
        assertThat(stage.leaks()).isEmpty();
    }

    @Test
    void a_busy_create_is_repeated() {
        stage.environment.answer(C1_CREATE_CONF, UvcAnswer.BUSY);

        assertThat(stage.userspace(enable())).startsWith(A1_ALLOC_VM, C1_CREATE_CONF, C1_CREATE_CONF, C3_INC_PROTECTED);
    }

    @Test
    void a_failed_create_is_taken_back() {
        stage.environment.answer(C1_CREATE_CONF, UvcAnswer.ERROR);

        assertThat(stage.userspace(enable()))
                .containsExactly(A1_ALLOC_VM, C1_CREATE_CONF, C3_INC_PROTECTED, C4_DEC_PROTECTED);
        assertThat(stage.lastIoctl()).isEqualTo(new IoctlResult(-5, 0, 0));
        assertThat(machine.mm().isProtected()).isZero();
        assertThat(machine.donatedStorage().count()).isZero();
        assertThat(machine.kvm().pvStorage()).isZero();
    }

    @Test
    void a_fenced_create_sets_the_sync_flag_even_if_it_failed() {
        Stage fenced = Stage.tiny(Switches.V2, false);
        fenced.environment.answer(C1_CREATE_CONF, UvcAnswer.ERROR);

        assertThat(fenced.userspace(enable()))
                .containsExactly(A1_ALLOC_VM, C1_CREATE_CONF, C2_SET_SYNC, C3_INC_PROTECTED, C4_DEC_PROTECTED);
        assertThat(fenced.machine.mm().pvSyncDestroy()).isTrue();
    }

    @Test
    void a_create_that_needs_destroy_is_destroyed_at_once() {
        stage.environment.answer(C1_CREATE_CONF, UvcAnswer.NEED_DESTROY);
        stage.probe.before(
                N1_GET_USERS, () -> assertThat(machine.kvm().deinitReason()).isEqualTo(DeinitReason.CREATE_FAILED));

        assertThat(stage.userspace(enable()))
                .containsExactly(
                        A1_ALLOC_VM,
                        C1_CREATE_CONF,
                        C3_INC_PROTECTED,
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
        assertThat(stage.lastIoctl()).isEqualTo(new IoctlResult(-5, 0, 0));
        assertThat(machine.uv().state(1)).isEqualTo(ConfigState.ABSENT);
        assertThat(machine.mm().isProtected()).isZero();
    }

    @Test
    void a_guest_without_a_cpu_is_given_up_lazily() {
        stage.environment.answer(C6_CREATE_CPUS, UvcAnswer.ERROR);

        assertThat(stage.userspace(enable()))
                .endsWith(
                        C6_CREATE_CPUS,
                        D1_ALLOC_PRIV,
                        D2_GRAB_MM,
                        D3_GET_USERS,
                        E2_CLEAR_GUEST_HANDLE,
                        E3_REPLACE_ASCE,
                        E4_CREATE_KTHREAD,
                        E5_ZERO_PV,
                        E7_WAKE_UP);
        assertThat(stage.lastIoctl()).isEqualTo(new IoctlResult(-5, 0, 0));
        assertThat(machine.vcpu().pvHandle()).isZero();
        stage.kthread();
        stage.userspace(exit(), close());
        assertThat(stage.leaks()).isEmpty();
    }

    @Test
    void an_exhausted_ultravisor_refuses() {
        Stage exhausted = new Stage(new MachineParameters(1, 0, 2, 1, true), Switches.V2);
        exhausted.userspace(enable(), disable());

        // The kthread has not run: the zombie keeps the only handle.
        assertThat(exhausted.userspace(enable())).endsWith(C3_INC_PROTECTED, C4_DEC_PROTECTED);
        assertThat(exhausted.machine.kvm().pvHandle()).isZero();
    }
}
