package org.pvlazy.kvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pvlazy.kvm.Stage.close;
import static org.pvlazy.kvm.Stage.disable;
import static org.pvlazy.kvm.Stage.enable;
import static org.pvlazy.kvm.Stage.exit;
import static org.pvlazy.kvm.Stage.unpack;
import static org.pvlazy.probe.Step.*;

import org.junit.jupiter.api.Test;
import org.pvlazy.probe.Environment.UvcAnswer;
import org.pvlazy.probe.Switches;
import org.pvlazy.uv.ConfigState;

/** Repairs of single functions; those of the list, of two VMs and of exports are with what they repair. */
class RepairsTest {
    @Test
    void a_failed_deferred_destroy_gives_its_references_back() {
        Stage stage = Stage.lists(1, Repairs.v2With("fixFailReferences"));
        stage.environment.threadsCanBeHad = false;
        stage.userspace(enable());

        assertThat(stage.userspace(disable()))
                .containsSubsequence(E4_CREATE_KTHREAD, FAIL_MMPUT, FAIL_DROP_MM, N1_GET_USERS);
        assertThat(stage.machine.mm().users()).isEqualTo(1);
        assertThat(stage.machine.mm().count()).isEqualTo(2);
        assertThat(stage.machine.kvm().deferring()).isNull();
    }

    @Test
    void a_failed_deferred_destroy_may_be_the_last_user() {
        Stage stage = Stage.lists(1, Repairs.v2With("fixFailReferences"));
        stage.environment.threadsCanBeHad = false;
        stage.userspace(enable());
        stage.probe.before(FAIL_MMPUT, () -> stage.machine.mm().mmput());

        assertThat(stage.userspace(disable())).containsSubsequence(FAIL_MMPUT, X_UNMAP, X_DROP_MM, FAIL_DROP_MM);
    }

    @Test
    void without_users_a_failed_deferred_destroy_gives_one_reference_back() {
        Stage stage = Stage.lists(2, Repairs.v2With("fixFailReferences"));
        stage.environment.threadsCanBeHad = false;
        stage.userspace(enable(), exit());

        assertThat(stage.userspace(close()))
                .containsSubsequence(E4_CREATE_KTHREAD, FAIL_DROP_MM, N1_GET_USERS)
                .doesNotContain(FAIL_MMPUT);
        assertThat(stage.machine.mm().count()).isZero();
    }

    @Test
    void v1_has_no_reference_on_mm_count_to_give_back() {
        Stage stage = Stage.lists(1, Repairs.allBut("fixMmCount"));
        stage.environment.threadsCanBeHad = false;
        stage.userspace(enable());

        assertThat(stage.userspace(disable())).contains(FAIL_MMPUT).doesNotContain(FAIL_DROP_MM);
    }

    @Test
    void the_walk_is_finished_though_the_process_has_exited() {
        Stage stage = Stage.lists(1, Repairs.v2With("fixFullWalk"));
        stage.userspace(enable(), unpack(1), disable(), exit());

        assertThat(stage.kthread()).startsWith(K1_FIRST, R_TEST, R_GATHER, P_DESTROY_UVC, P_CLEAR_FLAG, P_PUT);
        assertThat(stage.machine.uv().owner(1)).isZero();
    }

    @Test
    void the_synchronous_path_drains_the_list() {
        Stage stage = Stage.lists(3, Repairs.v2With("fixNowDrains"));
        stage.userspace(enable(), unpack(2), exit());
        stage.environment.failingAllocations.add(D1_ALLOC_PRIV);

        assertThat(stage.userspace(close()))
                .containsSubsequence(
                        D1_ALLOC_PRIV,
                        N1_GET_USERS,
                        K1_FIRST,
                        K1_LIST_DEL,
                        P_DESTROY_UVC,
                        P_CLEAR_FLAG,
                        P_PUT,
                        K1_FREE_ARRAY,
                        N2_DESTROY_CONF);
        assertThat(stage.leaks()).isEmpty();
    }

    @Test
    void the_synchronous_path_drains_nothing_while_there_are_users() {
        Stage stage = Stage.lists(1, Repairs.v2With("fixNowDrains"));
        stage.environment.failingAllocations.add(D1_ALLOC_PRIV);

        assertThat(stage.userspace(enable(), disable())).contains(N1_MMPUT).doesNotContain(K1_FIRST);
    }

    @Test
    void the_last_mmdrop_exports_and_frees_what_nobody_drained() {
        Stage stage = Stage.lists(4, Repairs.v2With("fixMmdropDrains"));
        stage.userspace(enable(), unpack(2), exit());
        stage.environment.failingAllocations.add(D1_ALLOC_PRIV);
        stage.probe.before(
                F3_DROP_MM,
                () -> assertThat(stage.machine.mm().deferredList().listed()).containsExactly(2, 1));

        assertThat(stage.userspace(close())).doesNotContain(K1_FIRST);
        assertThat(stage.machine.memmap().pgArch1(2)).isFalse();
        assertThat(stage.leaks()).isEmpty();
    }

    @Test
    void as_posted_the_last_mmdrop_loses_what_nobody_drained() {
        Stage stage = Stage.lists(4, Switches.V2);
        stage.userspace(enable(), unpack(2), exit());
        stage.environment.failingAllocations.add(D1_ALLOC_PRIV);
        stage.userspace(close());

        assertThat(stage.machine.mm().count()).isZero();
        assertThat(stage.leaks())
                .containsExactly(
                        "array page 1 still allocated",
                        "array page 2 still allocated",
                        "2 pages not freed, first page 2 with refcount 1");
    }

    @Test
    void the_synchronous_path_detaches_the_configuration_before_it_destroys_it() {
        Stage stage = Stage.lists(1, Repairs.v2With("fixDetachFirst"));
        stage.environment.failingAllocations.add(D1_ALLOC_PRIV);

        assertThat(stage.userspace(enable(), disable()))
                .containsSubsequence(
                        N1_GET_USERS, N1_MMPUT, N3_CLEAR_GUEST_HANDLE, N2_DESTROY_CONF, N4_DEC_PROTECTED, N6_DEALLOC);
    }

    @Test
    void a_kthread_that_fails_frees_its_priv() {
        Stage stage = Stage.lists(1, Repairs.v2With("fixFreePriv"));
        stage.environment.answer(K4_DESTROY_CONF, UvcAnswer.ERROR);
        stage.userspace(enable(), disable());

        assertThat(stage.kthread()).endsWith(K5_LEAK);
        assertThat(stage.machine.privs().allocated()).isZero();
        assertThat(stage.machine.privs().leakedOnPurpose()).isZero();
    }

    @Test
    void as_posted_a_kthread_runs_in_a_module_that_nobody_holds() {
        Stage stage = Stage.lists(1, Switches.V2);
        stage.userspace(enable(), disable(), exit(), close());
        stage.probe.before(
                K4_DESTROY_CONF,
                () -> assertThat(stage.machine.module().references()).isZero());

        assertThat(stage.kthread()).contains(K4_DESTROY_CONF);
    }

    @Test
    void a_repaired_kthread_holds_its_module_until_its_end() {
        for (UvcAnswer answer : new UvcAnswer[] {UvcAnswer.OK, UvcAnswer.ERROR}) {
            Stage stage = Stage.lists(1, Repairs.v2With("fixModuleGet"));
            stage.environment.answer(K4_DESTROY_CONF, answer);
            stage.userspace(enable(), disable(), exit(), close());
            stage.probe.before(
                    answer == UvcAnswer.OK ? K8_FREE_DONATED : K5_LEAK,
                    () -> assertThat(stage.machine.module().references()).isEqualTo(1));
            stage.kthread();

            assertThat(stage.machine.module().references()).as(answer.name()).isZero();
        }
    }

    @Test
    void without_a_kthread_no_reference_on_the_module_is_taken() {
        Stage stage = Stage.lists(1, Repairs.v2With("fixModuleGet"));
        stage.environment.threadsCanBeHad = false;
        stage.userspace(enable(), disable());

        assertThat(stage.machine.module().references()).isEqualTo(1);
        assertThat(stage.machine.uv().state(1)).isEqualTo(ConfigState.ABSENT);
    }
}
