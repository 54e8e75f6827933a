package org.pvlazy.kvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pvlazy.kvm.Stage.close;
import static org.pvlazy.kvm.Stage.disable;
import static org.pvlazy.kvm.Stage.enable;
import static org.pvlazy.kvm.Stage.exit;
import static org.pvlazy.probe.Step.*;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pvlazy.probe.Environment.UvcAnswer;

/** Repair: the table that the Ultravisor has marked is remembered once it is off crst_list. */
class OldTableTest {
    private final Stage stage = Stage.lists(2, Repairs.v2With("fixOldTable", "fixFailReferences", "fixNowDrains"));
    private final Machine machine = stage.machine;
    private final Kvm kvm = machine.kvm();
    private final Gmap gmap = kvm.gmap();

    @BeforeEach
    void protect() {
        stage.userspace(enable());
    }

    @Test
    void a_table_in_use_that_is_on_crst_list_need_not_be_remembered() {
        assertThat(kvm.pvOldTable()).isZero();
    }

    @Test
    void without_memory_for_a_table_nothing_changes() {
        stage.environment.failingAllocations.add(E3_REPLACE_ASCE);
        stage.probe.before(N2_DESTROY_CONF, () -> {
            assertThat(gmap.listed(1)).isTrue();
            assertThat(kvm.pvOldTable()).isZero();
        });
        stage.userspace(disable(), exit(), close());

        assertThat(stage.leaks()).isEmpty();
    }

    @Test
    void a_kthread_takes_the_old_table_with_it() {
        stage.probe.before(E5_ZERO_PV, () -> assertThat(kvm.pvOldTable()).isEqualTo(1));
        stage.userspace(disable());

        assertThat(kvm.pvOldTable()).isZero();
        assertThat(gmap.table()).isEqualTo(2);
        stage.kthread();
        assertThat(machine.tables().allocated(1)).isFalse();
    }

    @Test
    void without_a_kthread_the_synchronous_path_frees_it() {
        stage.environment.threadsCanBeHad = false;
        stage.userspace(disable());

        assertThat(machine.tables().allocated(1)).isFalse();
        assertThat(kvm.pvOldTable()).isZero();
        stage.userspace(exit(), close());
        assertThat(stage.leaks()).isEmpty();
    }

    @Test
    void at_the_last_close_it_goes_back_on_the_list_of_the_gmap_that_uses_it() {
        stage.environment.threadsCanBeHad = false;
        stage.userspace(exit());
        stage.probe.before(N2_DESTROY_CONF, () -> {
            assertThat(kvm.pvOldTable()).isEqualTo(1);
            assertThat(gmap.listed(1)).isFalse();
        });
        stage.probe.before(F2_REMOVE_GMAP, () -> assertThat(gmap.listed(1)).isTrue());
        stage.userspace(close());

        assertThat(stage.leaks()).isEmpty();
    }

    @Test
    void a_failed_synchronous_destroy_remembers_it_for_the_next_try() {
        failSynchronously();
        assertThat(kvm.pvOldTable()).isEqualTo(1);
        assertThat(gmap.table()).isEqualTo(2);

        stage.userspace(disable());
        assertThat(gmap.table()).as("not marked, so not replaced").isEqualTo(2);
        stage.kthread();
        assertThat(machine.tables().allocated(1)).isFalse();
        stage.userspace(exit(), close());
        assertThat(stage.leaks()).isEmpty();
    }

    @Test
    void a_second_failure_replaces_nothing_and_asks_for_nothing() {
        failSynchronously();
        failSynchronously();

        assertThat(gmap.table()).isEqualTo(2);
        assertThat(gmap.listed(2)).isTrue();
        assertThat(kvm.pvOldTable()).isEqualTo(1);
        assertThat(machine.tables().count()).isEqualTo(2);
    }

    @Test
    void without_memory_for_another_the_marked_table_stays_in_use_and_is_not_freed_with_the_gmap() {
        stage.environment.failingAllocations.add(N6_REPLACE_ASCE);
        failSynchronously();
        assertThat(gmap.table()).isEqualTo(1);
        assertThat(gmap.listed(1)).isFalse();
        assertThat(kvm.pvOldTable()).isEqualTo(1);

        // With memory it is replaced after all.
        stage.environment.failingAllocations.clear();
        stage.userspace(disable());
        assertThat(gmap.table()).isEqualTo(2);
        stage.kthread();
        assertThat(machine.tables().allocated(1)).isFalse();
        stage.userspace(exit(), close());
        assertThat(stage.leaks()).isEmpty();
    }

    @Test
    void a_broken_configuration_keeps_its_table() {
        stage.environment.failingAllocations.add(N6_REPLACE_ASCE);
        failSynchronously();
        stage.environment.answer(N2_DESTROY_CONF, UvcAnswer.ERROR);
        stage.environment.answer(K4_DESTROY_CONF, UvcAnswer.ERROR);
        stage.userspace(exit(), close());
        stage.kthread();

        assertThat(machine.uv().asce(1)).isEqualTo(1);
        assertThat(machine.tables().allocated(1)).isTrue();
        assertThat(stage.leaks()).isEmpty();
    }

    private void failSynchronously() {
        stage.environment.failingAllocations.add(D1_ALLOC_PRIV);
        stage.environment.answer(N2_DESTROY_CONF, UvcAnswer.ERROR);
        assertThat(stage.userspace(disable())).endsWith(N2_DESTROY_CONF, N3_CLEAR_GUEST_HANDLE, N6_REPLACE_ASCE);
        stage.environment.failingAllocations.remove(D1_ALLOC_PRIV);
    }
}
