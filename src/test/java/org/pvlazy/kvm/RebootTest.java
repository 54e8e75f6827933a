package org.pvlazy.kvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pvlazy.kvm.Stage.close;
import static org.pvlazy.kvm.Stage.disable;
import static org.pvlazy.kvm.Stage.enable;
import static org.pvlazy.kvm.Stage.exit;
import static org.pvlazy.kvm.Stage.unpack;
import static org.pvlazy.probe.Step.*;

import org.junit.jupiter.api.Test;
import org.pvlazy.uv.ConfigState;

class RebootTest {
    private final Stage stage = Stage.v2();
    private final Machine machine = stage.machine;

    @Test
    void enable_takes_its_steps_in_order() {
        assertThat(stage.userspace(enable()))
                .containsExactly(A1_ALLOC_VM, C1_CREATE_CONF, C3_INC_PROTECTED, C5_SET_GUEST_HANDLE, C6_CREATE_CPUS);

        assertThat(stage.lastIoctl()).isEqualTo(IoctlResult.DONE);
        assertThat(machine.kvm().pvHandle()).isEqualTo(1);
        assertThat(machine.kvm().pvStorage()).isEqualTo(1);
        assertThat(machine.gmap().guestHandle()).isEqualTo(1);
        assertThat(machine.uv().cpus(1)).isEqualTo(1);
        assertThat(machine.vcpu().pvHandle()).isEqualTo(1);
        assertThat(machine.mm().isProtected()).isEqualTo(1);
    }

    @Test
    void unpack_imports_the_page() {
        assertThat(stage.userspace(enable(), unpack(2))).endsWith(M1_MAKE_SECURE);

        assertThat(machine.uv().owner(2)).isEqualTo(1);
        assertThat(machine.memmap().pgArch1(2)).isTrue();
        assertThat(machine.memmap().refcount(2)).isEqualTo(1);
    }

    @Test
    void disable_cleans_the_low_page_and_leaves_the_rest_to_the_kthread() {
        stage.userspace(enable(), unpack(1), unpack(2), unpack(3));

        assertThat(stage.userspace(disable()))
                .containsExactly(
                        CP_DESTROY_CPUS,
                        D1_ALLOC_PRIV,
                        D2_GRAB_MM,
                        D3_GET_USERS,
                        R_TEST,
                        R_GATHER,
                        P_DESTROY_UVC,
                        P_CLEAR_FLAG,
                        P_PUT,
                        E2_CLEAR_GUEST_HANDLE,
                        E3_REPLACE_ASCE,
                        E4_CREATE_KTHREAD,
                        E5_ZERO_PV,
                        E7_WAKE_UP);
        assertThat(stage.lastIoctl()).isEqualTo(new IoctlResult(0, 1, 42));
        assertThat(machine.uv().owner(1)).isZero();
        assertThat(machine.uv().owner(2)).isEqualTo(1);
        assertThat(machine.kvm().pvHandle()).isZero();
        assertThat(machine.gmap().guestHandle()).isZero();
        assertThat(machine.gmap().table()).isEqualTo(2);
        assertThat(machine.gmap().listed(1)).isFalse();
        assertThat(machine.mm().users()).isEqualTo(2);
        assertThat(machine.mm().count()).isEqualTo(3);
    }

    @Test
    void the_kthread_destroys_the_zombie() {
        stage.userspace(enable(), unpack(2), disable());

        assertThat(stage.kthread())
                .containsExactly(
                        K1_FIRST,
                        R_TEST,
                        R_GATHER,
                        P_DESTROY_UVC,
                        P_CLEAR_FLAG,
                        P_PUT,
                        P_DESTROY_UVC,
                        P_CLEAR_FLAG,
                        P_PUT,
                        R_TEST,
                        R_GATHER,
                        P_DESTROY_UVC,
                        P_CLEAR_FLAG,
                        P_PUT,
                        K3B_READ_USERS,
                        K3C_MMPUT,
                        K4_DESTROY_CONF,
                        K6_DEC_PROTECTED,
                        K7_DROP_MM,
                        K8_FREE_DONATED);
        assertThat(machine.uv().state(1)).isEqualTo(ConfigState.ABSENT);
        assertThat(machine.mm().isProtected()).isZero();
        assertThat(machine.tables().allocated(1)).isFalse();
        assertThat(machine.donatedStorage().count()).isZero();
        assertThat(machine.privs().allocated()).isZero();
    }

    @Test
    void the_new_guest_lives_beside_the_zombie() {
        stage.userspace(enable(), unpack(3), disable(), enable(), unpack(3));

        assertThat(machine.kvm().pvHandle()).isEqualTo(2);
        assertThat(machine.kvm().pvStorage()).isEqualTo(2);
        assertThat(machine.uv().state(1)).isEqualTo(ConfigState.ALIVE);
        assertThat(machine.mm().isProtected()).isEqualTo(2);
        assertThat(machine.uv().owner(3)).isEqualTo(2);

        stage.kthread();
        assertThat(machine.uv().owner(3)).isEqualTo(2);
        assertThat(machine.memmap().pgArch1(3)).isTrue();
        assertThat(machine.mm().isProtected()).isEqualTo(1);
    }

    @Test
    void the_life_of_a_twice_rebooted_guest_leaves_nothing_behind() {
        stage.userspace(enable(), unpack(3), disable(), enable(), unpack(1), disable(), enable());
        stage.kthread();
        stage.kthread();
        stage.userspace(unpack(2), exit(), close());

        assertThat(stage.leaks()).isEmpty();
    }

    @Test
    void frames_are_what_the_steps_promise() {
        stage.userspace(enable(), unpack(2));
        assertThat(stage.probe.frame()).isNull();

        stage.probe.before(
                E4_CREATE_KTHREAD,
                () -> assertThat(stage.probe.frame()).isInstanceOfSatisfying(DeferredPriv.class, priv -> {
                    assertThat(priv.handle()).isEqualTo(1);
                    assertThat(priv.storage()).isEqualTo(1);
                    assertThat(priv.oldTable()).isEqualTo(1);
                }));
        stage.probe.before(
                M1_MAKE_SECURE, () -> assertThat(stage.state().page()).isEqualTo(3));
        stage.userspace(unpack(3), disable());
        stage.probe.before(
                K8_FREE_DONATED, () -> assertThat(stage.probe.frame()).isInstanceOf(DeferredPriv.class));
        stage.kthread();
    }
}
