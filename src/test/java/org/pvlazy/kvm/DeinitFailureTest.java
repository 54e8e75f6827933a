package org.pvlazy.kvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pvlazy.kvm.Stage.close;
import static org.pvlazy.kvm.Stage.disable;
import static org.pvlazy.kvm.Stage.enable;
import static org.pvlazy.kvm.Stage.exit;
import static org.pvlazy.kvm.Stage.unpack;
import static org.pvlazy.probe.Step.*;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pvlazy.probe.Environment.UvcAnswer;
import org.pvlazy.probe.Step;
import org.pvlazy.probe.Switches;
import org.pvlazy.uv.ConfigState;

class DeinitFailureTest {
    private static final Step[] NOW = {
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
        N6_DEALLOC
    };

    private final Stage stage = Stage.tiny(Switches.V2, true);
    private final Machine machine = stage.machine;

    @BeforeEach
    void protect() {
        stage.userspace(enable(), unpack(1));
    }

    @Test
    void without_memory_for_the_priv_the_destroy_is_synchronous() {
        stage.environment.failingAllocations.add(D1_ALLOC_PRIV);
        expectReason(DeinitReason.NO_MEMORY);

        assertThat(stage.userspace(disable()))
                .startsWith(CP_DESTROY_CPUS, D1_ALLOC_PRIV)
                .endsWith(NOW);
        assertThat(stage.lastIoctl()).isEqualTo(new IoctlResult(0, 1, 0));
        stage.userspace(exit(), close());
        assertThat(stage.leaks()).isEmpty();
    }

    @Test
    void without_a_kthread_the_references_are_leaked_as_posted() {
        stage.environment.threadsCanBeHad = false;
        expectReason(DeinitReason.FAIL_PATH);

        assertThat(stage.userspace(disable())).endsWith(NOW).doesNotContain(E5_ZERO_PV);
        assertThat(machine.privs().allocated()).isZero();
        assertThat(machine.mm().users()).isEqualTo(2);
        assertThat(machine.mm().count()).isEqualTo(3);

        stage.userspace(exit(), close());
        assertThat(stage.leaks())
                .containsExactly(
                        "table 1 still allocated",
                        "mm_users is 1",
                        "mm_count is 2",
                        "1 pages not freed, first page 1 with refcount 1");
    }

    @Test
    void without_a_new_table_the_old_one_stays_in_use_and_unlisted() {
        stage.environment.failingAllocations.add(E3_REPLACE_ASCE);
        expectReason(DeinitReason.FAIL_PATH);

        assertThat(stage.userspace(disable()))
                .containsSubsequence(E3_REPLACE_ASCE, N1_GET_USERS)
                .endsWith(NOW)
                .doesNotContain(E4_CREATE_KTHREAD);
        assertThat(machine.gmap().table()).isEqualTo(1);
        assertThat(machine.gmap().listed(1)).isFalse();

        stage.userspace(exit(), close());
        assertThat(stage.leaks())
                .containsExactly(
                        "table 1 still allocated",
                        "mm_users is 1",
                        "mm_count is 2",
                        "1 pages not freed, first page 1 with refcount 1");
    }

    @Test
    void a_zombie_that_cannot_be_destroyed_keeps_what_it_was_given() {
        stage.environment.answer(K4_DESTROY_CONF, UvcAnswer.BUSY, UvcAnswer.ERROR);
        stage.userspace(disable());

        assertThat(stage.kthread()).endsWith(K3C_MMPUT, K4_DESTROY_CONF, K4_DESTROY_CONF, K5_LEAK);
        assertThat(machine.uv().state(1)).isEqualTo(ConfigState.BROKEN);
        assertThat(machine.mm().isProtected()).isEqualTo(1);
        assertThat(machine.tables().allocated(1)).isTrue();
        assertThat(machine.donatedStorage().allocated(1)).isTrue();
        assertThat(machine.privs().leakedOnPurpose()).isEqualTo(1);

        stage.userspace(exit(), close());
        assertThat(stage.leaks()).as("leaked on purpose").isEmpty();
    }

    @Test
    void a_failed_synchronous_destroy_keeps_the_handle_and_changes_the_table() {
        stage.environment.failingAllocations.add(D1_ALLOC_PRIV);
        stage.environment.answer(N2_DESTROY_CONF, UvcAnswer.BUSY, UvcAnswer.ERROR);

        assertThat(stage.userspace(disable()))
                .endsWith(N2_DESTROY_CONF, N2_DESTROY_CONF, N3_CLEAR_GUEST_HANDLE, N6_REPLACE_ASCE);
        assertThat(stage.lastIoctl()).isEqualTo(new IoctlResult(-5, 0, 0));
        assertThat(machine.kvm().pvHandle()).isEqualTo(1);
        assertThat(machine.kvm().pvStorage()).isEqualTo(1);
        assertThat(machine.kvm().deinitReason()).isEqualTo(DeinitReason.NONE);
        assertThat(machine.gmap().table()).isEqualTo(2);
        assertThat(machine.mm().isProtected()).isEqualTo(1);
    }

    @Test
    void a_failed_synchronous_destroy_ignores_that_there_is_no_table() {
        stage.environment.failingAllocations.add(D1_ALLOC_PRIV);
        stage.environment.failingAllocations.add(N6_REPLACE_ASCE);
        stage.environment.answer(N2_DESTROY_CONF, UvcAnswer.ERROR);

        assertThat(stage.userspace(disable())).endsWith(N6_REPLACE_ASCE);
        assertThat(machine.gmap().table()).isEqualTo(1);
        assertThat(machine.gmap().listed(1)).isFalse();
    }

    @Test
    void a_second_try_that_succeeds_leaves_the_table_of_the_first_behind() {
        stage.environment.failingAllocations.add(D1_ALLOC_PRIV);
        stage.environment.answer(N2_DESTROY_CONF, UvcAnswer.ERROR);
        stage.userspace(disable());
        stage.userspace(disable(), exit(), close());

        assertThat(machine.uv().state(1)).isEqualTo(ConfigState.ABSENT);
        assertThat(stage.leaks()).containsExactly("table 1 still allocated");
    }

    @Test
    void an_import_into_nothing_is_refused() {
        stage.environment.failingAllocations.add(D1_ALLOC_PRIV);
        stage.environment.answer(N2_DESTROY_CONF, UvcAnswer.ERROR);

        assertThat(stage.userspace(disable(), unpack(1))).endsWith(N6_REPLACE_ASCE, M1_MAKE_SECURE);
        assertThat(stage.lastIoctl()).isEqualTo(new IoctlResult(-22, 0, 0));
        assertThat(machine.sanitizer().first()).isNull();
    }

    private void expectReason(DeinitReason reason) {
        stage.probe.before(
                N1_GET_USERS, () -> assertThat(machine.kvm().deinitReason()).isEqualTo(reason));
    }
}
