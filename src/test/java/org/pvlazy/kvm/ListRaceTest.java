package org.pvlazy.kvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.pvlazy.kvm.Stage.close;
import static org.pvlazy.kvm.Stage.enable;
import static org.pvlazy.kvm.Stage.exit;
import static org.pvlazy.kvm.Stage.unpack;
import static org.pvlazy.probe.Step.*;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.pvlazy.mm.Teardown;
import org.pvlazy.probe.Sanitizer.KernelBug;
import org.pvlazy.probe.Step;
import org.pvlazy.probe.Switches;
import org.pvlazy.uv.ConfigState;

/** Several threads at deferred_list, as posted without a lock, and repaired. */
class ListRaceTest {
    @Test
    void two_kthreads_delete_the_same_array_page() {
        Stage stage = twoZombies(Switches.V2);
        stage.probe.before(K1_LIST_DEL, stage::kthread);

        assertThatExceptionOfType(KernelBug.class)
                .isThrownBy(stage::kthread)
                .withMessage("LIST_CORRUPTION: list_del of array page 2");
    }

    @Test
    void a_kthread_reads_on_in_an_array_page_that_the_other_freed() {
        Stage stage = twoZombies(Switches.V2);
        // Array page 2 is off the list, so the other one begins with array page 1, which this one has read ahead.
        stage.probe.before(K1_FREE_ARRAY, stage::kthread);

        assertThatExceptionOfType(KernelBug.class)
                .isThrownBy(stage::kthread)
                .withMessage("ARRAY_USE_AFTER_FREE: read of the next entry in array page 1");
        assertThat(stage.machine.mm().deferredList().array(2))
                .as("nothing was modified")
                .isNotNull();
    }

    @Test
    void a_kthread_goes_on_to_an_array_page_that_the_other_took_off() {
        Stage stage = twoZombies(Switches.V2);
        stage.probe.before(K1_FREE_ARRAY, () -> {
            // The other kthread took it off the list, and has not freed it yet.
            var list = stage.machine.mm().deferredList();
            list.delete(Objects.requireNonNull(list.first()));
        });

        assertThatExceptionOfType(KernelBug.class)
                .isThrownBy(stage::kthread)
                .withMessage("LIST_CORRUPTION: list_del of array page 1");
    }

    @Test
    void exit_mmap_enters_a_page_into_an_array_page_that_a_kthread_freed() {
        Stage stage = exitingInHolder(Switches.V2);
        stage.probe.before(Z3_APPEND, () -> {
            stage.userspace(close());
            stage.kthread();
        });

        assertThatExceptionOfType(KernelBug.class)
                .isThrownBy(() -> stage.machine.mm().mmput())
                .withMessage("ARRAY_USE_AFTER_FREE: write of array page 1");
    }

    @Test
    void exit_mmap_loses_a_page_in_an_array_page_that_a_kthread_has_taken() {
        Stage stage = exitingInHolder(Switches.V2);
        AtomicReference<@Nullable Background> kthread = new AtomicReference<>();
        stage.probe.before(Z3_APPEND, () -> {
            stage.userspace(close());
            // The kthread reads the count before the page is entered, and frees the array page after that.
            kthread.set(Background.upTo(stage.probe, K1_FREE_ARRAY, stage::kthread));
        });
        stage.machine.mm().mmput();
        Objects.requireNonNull(kthread.get()).finish();

        assertThat(stage.leaks())
                .containsExactly("array page 2 still allocated", "1 pages not freed, first page 2 with refcount 1");
    }

    @Test
    void a_second_close_takes_the_list_for_empty_while_its_pages_are_in_the_hands_of_a_kthread() {
        Stage stage = Stage.twoVms(3, Switches.V2);
        stage.userspace(enable(1), enable(2), unpack(2), exit(), close(1));
        stage.probe.before(P_DESTROY_UVC, () -> {
            assertThat(stage.machine.uv().owner(2)).isEqualTo(2);
            stage.userspace(close(2));
            assertThat(stage.machine.uv().state(2))
                    .as("destroyed before its pages")
                    .isEqualTo(ConfigState.ABSENT);
        });
        stage.kthread();
    }

    @Test
    void with_the_lock_a_list_that_is_being_drained_is_not_empty() {
        Stage stage = Stage.twoVms(3, Repairs.v2With("fixListLock"));
        stage.userspace(enable(1), enable(2), unpack(2), exit(), close(1));
        stage.probe.before(P_DESTROY_UVC, () -> {
            assertThat(stage.machine.mm().deferredList().drainLock().isLocked()).isTrue();
            assertThat(stage.userspace(close(2)))
                    .containsSubsequence(D3_TEST_LIST, E3_REMOVE_ASCE)
                    .doesNotContain(D3B_DROP_MM);
        });

        // Page 2 is destroyed before the CPUs of its VM are gone: another repair's business.
        stage.probe.before(
                K1_FREE_ARRAY,
                () -> assertThat(stage.probe.frame())
                        .isInstanceOfSatisfying(
                                DrainState.class,
                                local -> assertThat(local.locked()).isTrue()));
        stage.kthread();
        assertThat(stage.machine.mm().deferredList().drainLock().isLocked()).isFalse();
        stage.kthread();
        assertThat(stage.leaks()).isEmpty();
    }

    @Test
    void a_list_that_is_empty_at_once_is_unlocked_at_once() {
        Stage stage = Stage.twoVms(3, Repairs.v2With("fixListLock"));
        stage.userspace(enable(1), Stage.disable(1));
        stage.probe.before(
                R_TEST,
                () -> assertThat(stage.machine.mm().deferredList().drainLock().isLocked())
                        .isFalse());

        assertThat(stage.kthread()).startsWith(K1_FIRST, R_TEST);
    }

    @Timeout(60)
    @Test
    void the_repaired_close_waits_for_the_end_of_exit_mmap() {
        closeWaits(Repairs.v2With("fixWaitExit"), D3_TEST_LIST);
    }

    @Timeout(60)
    @Test
    void the_repaired_synchronous_path_waits_for_the_end_of_exit_mmap() {
        closeWaits(Repairs.v2With("fixWaitExit"), N1_GET_USERS);
    }

    private static void closeWaits(Switches switches, Step at) {
        Stage stage = exitingInHolder(switches);
        if (at == N1_GET_USERS) {
            stage.environment.failingAllocations.add(D1_ALLOC_PRIV);
        }
        AtomicReference<@Nullable Background> closer = new AtomicReference<>();
        stage.probe.before(Z3_APPEND, () -> {
            closer.set(Background.untilItWaits(() -> stage.userspace(close())));
            assertThat(stage.machine.mm().teardown()).isEqualTo(Teardown.RUNNING);
            assertThat(stage.probe.steps).endsWith(at);
        });
        stage.machine.mm().mmput();
        Objects.requireNonNull(closer.get()).finish();

        assertThat(stage.machine.kvm().fd()).isEqualTo(FdState.GONE);
        assertThat(stage.probe.steps).containsSubsequence(at, F3_DROP_MM);
    }

    /** Two VMs, both closed after an exit that set pages 2 and 3 aside in array page 1; array page 2 has none. */
    private static Stage twoZombies(Switches switches) {
        Stage stage = Stage.twoVms(4, switches);
        stage.userspace(enable(1), enable(2), unpack(2), unpack(3), exit(), close(1), close(2));
        assertThat(stage.machine.mm().deferredList().listed()).containsExactly(2, 1);
        return stage;
    }

    /** The process has exited; the test has the last reference on mm_users, so its mmput runs exit_mmap. */
    private static Stage exitingInHolder(Switches switches) {
        Stage stage = Stage.lists(3, switches);
        stage.userspace(enable(), unpack(2), unpack(3));
        assertThat(stage.machine.mm().mmgetNotZero()).isTrue();
        stage.userspace(exit());
        return stage;
    }
}
