package org.pvlazy.kvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pvlazy.kvm.Stage.close;
import static org.pvlazy.kvm.Stage.disable;
import static org.pvlazy.kvm.Stage.enable;
import static org.pvlazy.kvm.Stage.exit;
import static org.pvlazy.kvm.Stage.unpack;
import static org.pvlazy.probe.Step.*;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.pvlazy.mm.DeferredList;
import org.pvlazy.probe.Environment.UvcAnswer;
import org.pvlazy.probe.Switches;
import org.pvlazy.uv.ConfigState;

/** Patch 10 from the exit of the process to the end of the zombie, with nobody in between. */
class SetAsideTest {
    private final Stage stage = Stage.lists(4, Switches.V2);
    private final Machine machine = stage.machine;
    private final DeferredList list = machine.mm().deferredList();

    @Test
    void one_page_of_three_pays_for_the_array_page_of_the_others() {
        stage.userspace(enable(), unpack(1), unpack(2), unpack(3), unpack(4));

        assertThat(stage.userspace(exit()))
                .containsExactly(
                        EX_MMPUT,
                        X_UNMAP,
                        Z2_TEST_LIST,
                        Z2A_EXPORT,
                        Z2C_ALLOC_ARRAY,
                        X_UNMAP,
                        Z2_TEST_LIST,
                        Z3_APPEND,
                        X_UNMAP,
                        Z2_TEST_LIST,
                        Z3_APPEND,
                        X_UNMAP,
                        Z2_TEST_LIST,
                        Z2A_EXPORT,
                        Z2C_ALLOC_ARRAY,
                        X_DROP_MM);
        assertThat(list.listed()).containsExactly(2, 1);
        assertThat(Objects.requireNonNull(list.array(1)).pages()).containsExactly(2, 3);
        assertThat(Objects.requireNonNull(list.array(2)).pages()).isEmpty();
        for (int page = 1; page <= 4; page++) {
            boolean setAside = page == 2 || page == 3;
            assertThat(machine.mm().present(page)).isFalse();
            assertThat(machine.memmap().refcount(page)).as("page " + page).isEqualTo(setAside ? 1 : 0);
            assertThat(machine.uv().owner(page)).as("page " + page).isEqualTo(setAside ? 1 : 0);
        }
    }

    @Test
    void the_last_close_leaves_what_was_set_aside_to_a_kthread_without_the_address_space() {
        stage.userspace(enable(), unpack(1), unpack(2), unpack(3), exit());

        assertThat(stage.userspace(close()))
                .containsExactly(
                        F1_DESTROY_CPUS,
                        D1_ALLOC_PRIV,
                        D2_GRAB_MM,
                        D3_GET_USERS,
                        D3_TEST_LIST,
                        E2_CLEAR_GUEST_HANDLE,
                        E3_REMOVE_ASCE,
                        E4_CREATE_KTHREAD,
                        E5_ZERO_PV,
                        E7_WAKE_UP,
                        F2_REMOVE_GMAP,
                        F3_DROP_MM);
        assertThat(machine.mm().count()).isEqualTo(1);
        assertThat(machine.tables().allocated(1)).as("the marked table").isTrue();

        assertThat(stage.kthread())
                .containsExactly(
                        K1_FIRST,
                        K1_LIST_DEL,
                        K1_FREE_ARRAY,
                        K1_LIST_DEL,
                        P_DESTROY_UVC,
                        P_CLEAR_FLAG,
                        P_PUT,
                        P_DESTROY_UVC,
                        P_CLEAR_FLAG,
                        P_PUT,
                        K1_FREE_ARRAY,
                        K4_DESTROY_CONF,
                        K6_DEC_PROTECTED,
                        K7_DROP_MM,
                        K8_FREE_DONATED);
        assertThat(machine.uv().state(1)).isEqualTo(ConfigState.ABSENT);
        assertThat(stage.leaks()).isEmpty();
    }

    @Test
    void the_kthread_counts_pages_and_array_pages_that_it_freed() {
        stage.userspace(enable(), unpack(2), exit());
        DeferredPriv[] priv = new DeferredPriv[1];
        stage.probe.before(E4_CREATE_KTHREAD, () -> priv[0] = machine.kvm().deferring());
        stage.userspace(close());
        assertThat(priv[0].hasMm()).isFalse();
        stage.kthread();

        assertThat(priv[0].pagesFreed())
                .as("pages 2 and 3, array pages 1 and 2")
                .isEqualTo(4);
    }

    @Test
    void without_memory_for_an_array_page_the_next_page_tries_again() {
        stage.environment.failingAllocations.add(Z2C_ALLOC_ARRAY);
        stage.userspace(enable(), unpack(1), unpack(2));

        assertThat(stage.userspace(exit()))
                .startsWith(
                        EX_MMPUT,
                        X_UNMAP,
                        Z2_TEST_LIST,
                        Z2A_EXPORT,
                        Z2C_ALLOC_ARRAY,
                        X_UNMAP,
                        Z2_TEST_LIST,
                        Z2A_EXPORT,
                        Z2C_ALLOC_ARRAY);
        assertThat(list.empty()).isTrue();
        assertThat(stage.userspace(close())).containsSubsequence(D3_TEST_LIST, D3B_DROP_MM, N2_DESTROY_CONF);
        assertThat(stage.leaks()).isEmpty();
    }

    @Test
    void a_page_that_cannot_be_exported_is_leaked_on_purpose() {
        stage.environment.answer(Z2A_EXPORT, UvcAnswer.BUSY, UvcAnswer.ERROR);
        stage.userspace(enable(), unpack(1), unpack(2));

        assertThat(stage.userspace(exit()))
                .startsWith(
                        EX_MMPUT,
                        X_UNMAP,
                        Z2_TEST_LIST,
                        Z2A_EXPORT,
                        X_UNMAP,
                        Z2_TEST_LIST,
                        Z2A_EXPORT,
                        Z2C_ALLOC_ARRAY);
        assertThat(machine.memmap().refcount(1)).isEqualTo(1);
        assertThat(machine.memmap().leaked(1)).isTrue();
        assertThat(machine.uv().owner(1)).isEqualTo(1);

        stage.userspace(close());
        stage.kthread();
        assertThat(machine.uv().owner(1)).as("DESTROY_SEC_CONF cleans it").isZero();
        assertThat(stage.leaks()).isEmpty();
        assertThat(machine.memmap().refcount(1))
                .as("nobody knows of it any more")
                .isEqualTo(1);
    }

    @Test
    void a_kthread_left_alone_exports_and_sets_nothing_aside() {
        stage.userspace(enable(), unpack(1), disable(), exit());

        assertThat(stage.kthread())
                .containsSubsequence(K3B_SET_SYNC, K3C_MMPUT, X_UNMAP, X_UNMAP, X_UNMAP, X_UNMAP, X_DROP_MM)
                .doesNotContain(Z2_TEST_LIST);
        stage.userspace(close());
        assertThat(stage.leaks()).isEmpty();
    }

    @Test
    void a_process_that_is_not_protected_sets_nothing_aside() {
        assertThat(stage.userspace(exit())).containsExactly(EX_MMPUT, X_UNMAP, X_UNMAP, X_UNMAP, X_UNMAP, X_DROP_MM);
    }

    @Test
    void without_a_kthread_the_close_destroys_what_it_cannot_leave() {
        stage.userspace(enable(), unpack(2), exit());
        stage.environment.threadsCanBeHad = false;

        assertThat(stage.userspace(close()))
                .containsSubsequence(D3_TEST_LIST, E3_REMOVE_ASCE, E4_CREATE_KTHREAD, N1_GET_USERS, N2_DESTROY_CONF)
                .doesNotContain(K1_FIRST);
        assertThat(stage.leaks())
                .as("as posted")
                .containsExactly(
                        "table 1 still allocated",
                        "mm_count is 1",
                        "array page 1 still allocated",
                        "array page 2 still allocated",
                        "2 pages not freed, first page 2 with refcount 1");
    }

    @Test
    void the_locals_show_which_page_is_being_set_aside() {
        stage.userspace(enable(), unpack(1));
        stage.probe.before(
                Z3_APPEND,
                () -> assertThat(stage.probe.frame()).isInstanceOfSatisfying(LazyPage.class, local -> {
                    assertThat(local.pfn()).isEqualTo(2);
                    assertThat(Objects.requireNonNull(local.array()).id()).isEqualTo(1);
                }));

        assertThat(stage.userspace(exit())).contains(Z3_APPEND);
    }

    @Test
    void the_locals_show_where_the_drain_is() {
        stage.userspace(enable(), unpack(1), exit(), close());
        stage.probe.before(
                K1_LIST_DEL,
                () -> assertThat(stage.probe.frame()).isInstanceOfSatisfying(DrainState.class, local -> {
                    assertThat(Objects.requireNonNull(local.current()).id()).isEqualTo(2);
                    assertThat(Objects.requireNonNull(local.next()).id()).isEqualTo(1);
                    assertThat(local.locked()).isFalse();
                }));
        stage.probe.before(
                P_DESTROY_UVC,
                () -> assertThat(stage.probe.frame()).isInstanceOfSatisfying(DrainState.class, local -> {
                    assertThat(Objects.requireNonNull(local.current()).id()).isEqualTo(1);
                    assertThat(local.next()).isNull();
                    assertThat(local.count()).isEqualTo(2);
                    assertThat(local.pfn(1)).isEqualTo(3);
                }));

        assertThat(stage.kthread()).contains(K1_LIST_DEL, P_DESTROY_UVC);
    }
}
