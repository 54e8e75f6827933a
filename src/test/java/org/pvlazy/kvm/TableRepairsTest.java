package org.pvlazy.kvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pvlazy.kvm.Stage.close;
import static org.pvlazy.kvm.Stage.disable;
import static org.pvlazy.kvm.Stage.enable;
import static org.pvlazy.kvm.Stage.exit;
import static org.pvlazy.probe.Environment.GuestMove.ENTER_SIE;
import static org.pvlazy.probe.Environment.GuestMove.FAULT;
import static org.pvlazy.probe.Step.*;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.pvlazy.probe.Environment.UvcAnswer;
import org.pvlazy.probe.Step;
import org.pvlazy.probe.Switches;

class TableRepairsTest {
    private static final Set<Step> SWITCH = EnumSet.range(E3L_TAKE_LOCKS, E3H_KICK_CPUS);
    private static final int FIRST = 1;
    private static final int SECOND = 2;

    @Test
    void as_posted_it_unlists_before_it_allocates() {
        assertThat(stepsOfDisable(tiny(Switches.V2)))
                .containsExactly(
                        E3A_UNLIST,
                        E3B_ALLOC,
                        E3C_LIST_ADD,
                        E3D_COPY,
                        E3E_SET_ASCE,
                        E3F_SET_CONTEXT_ASCE,
                        E3G_SET_TABLE);
    }

    @Test
    void with_the_table_lock_it_allocates_first_and_changes_the_rest_under_the_lock() {
        Stage stage = tiny(Repairs.v2With("fixTableLock"));
        Gmap gmap = stage.machine.gmap();
        stage.probe.before(E3A_UNLIST, () -> assertThat(gmap.locked()).isTrue());
        stage.probe.before(E3G_SET_TABLE, () -> assertThat(gmap.locked()).isTrue());
        stage.probe.before(E4_CREATE_KTHREAD, () -> assertThat(gmap.locked()).isFalse());

        assertThat(stepsOfDisable(stage)).startsWith(E3B_ALLOC, E3L_TAKE_LOCKS, E3A_UNLIST, E3C_LIST_ADD);
        assertThat(gmap.table()).isEqualTo(SECOND);
    }

    @Test
    void with_the_table_lock_a_failed_allocation_changes_nothing() {
        Stage stage = tiny(Repairs.v2With("fixTableLock"));
        stage.environment.failingAllocations.add(E3_REPLACE_ASCE);

        assertThat(stepsOfDisable(stage)).containsExactly(E3B_ALLOC);
        assertThat(stage.machine.gmap().listed(FIRST)).isTrue();
        assertThat(stage.machine.gmap().locked()).isFalse();
    }

    @Test
    void the_walk_lock_is_held_from_the_first_change_to_the_last() {
        Stage stage = tiny(Repairs.v2With("fixWalkLock"));
        stage.probe.before(
                E3A_UNLIST,
                () -> assertThat(stage.machine.mm().mmapWriteLocked()).isTrue());
        stage.probe.before(
                E4_CREATE_KTHREAD,
                () -> assertThat(stage.machine.mm().mmapWriteLocked()).isFalse());

        assertThat(stepsOfDisable(stage)).startsWith(E3L_TAKE_LOCKS, E3A_UNLIST, E3B_ALLOC);
    }

    @Test
    void the_walk_lock_is_dropped_when_there_is_no_memory() {
        Stage stage = tiny(Repairs.v2With("fixWalkLock"));
        stage.environment.failingAllocations.add(E3_REPLACE_ASCE);

        assertThat(stepsOfDisable(stage)).containsExactly(E3L_TAKE_LOCKS, E3A_UNLIST, E3B_ALLOC);
        assertThat(stage.machine.mm().mmapWriteLocked()).isFalse();
    }

    @Test
    void kicked_cpus_do_not_use_the_old_table_any_more() {
        Stage stage = tiny(Repairs.v2With("fixAsceKick"));
        stage.probe.before(E3B_ALLOC, () -> stage.guestMoves(ENTER_SIE));

        assertThat(stepsOfDisable(stage)).endsWith(E3G_SET_TABLE, E3H_KICK_CPUS);
        assertThat(stage.machine.vcpu().loadedAsce()).isZero();

        stage.guestMoves(ENTER_SIE);
        assertThat(stage.machine.vcpu().loadedAsce()).isEqualTo(SECOND);
    }

    @Test
    void after_a_failed_destroy_the_marked_table_is_unlisted_even_without_memory() {
        Stage stage = tiny(Repairs.v2With("fixOldTable"));
        stage.environment.failingAllocations.add(D1_ALLOC_PRIV);
        stage.environment.failingAllocations.add(N6_REPLACE_ASCE);
        stage.environment.answer(N2_DESTROY_CONF, UvcAnswer.ERROR);

        assertThat(stepsOfDisable(stage)).containsExactly(E3B_ALLOC, E3A_UNLIST);
        assertThat(stage.machine.gmap().listed(FIRST)).isFalse();
        assertThat(stage.machine.kvm().pvOldTable()).isEqualTo(FIRST);
    }

    @Test
    void a_segment_table_is_copied_with_what_host_to_guest_points_to() {
        Stage stage = segmentTop(Switches.V2);
        assertThat(stage.guestMoves(FAULT)).containsExactly(LT_READ_TABLE, LT_LINK);
        stepsOfDisable(stage);

        assertThat(stage.machine.gmap().hostToGuest()).isEqualTo(FIRST);
        assertThat(stage.machine.guestTables().entry(SECOND)).isEqualTo(GuestTables.SEGMENT);
    }

    @Test
    void repaired_a_segment_table_is_not_replaced() {
        Stage stage = segmentTop(Repairs.v2With("fixSegmentAsce", "fixOldTable"));

        assertThat(stepsOfDisable(stage)).isEmpty();
        assertThat(stage.machine.gmap().table()).isEqualTo(FIRST);
        assertThat(stage.machine.kvm().pvHandle()).isZero();
        assertThat(stage.machine.gmap().listed(FIRST)).isTrue();
    }

    @Test
    void with_every_repair_nothing_is_left_behind() {
        Stage stage = tiny(Switches.REPAIRED);
        stage.guestMoves(FAULT);
        stage.environment.failingAllocations.add(E3_REPLACE_ASCE);
        stepsOfDisable(stage);
        stage.environment.failingAllocations.clear();
        stepsOfDisable(stage);
        stage.kthread();
        stage.userspace(exit(), close());

        assertThat(stage.leaks()).isEmpty();
    }

    private static Stage tiny(Switches switches) {
        return Stage.tiny(switches, true);
    }

    private static Stage segmentTop(Switches switches) {
        return new Stage(new MachineParameters(1, 0, 2, 4, true).withSegmentTop(true), switches);
    }

    /** Enables and disables the VM; returns the steps of replace_asce. */
    private static List<Step> stepsOfDisable(Stage stage) {
        int from = stage.probe.steps.size();
        stage.userspace(enable(), disable());
        List<Step> steps = stage.probe.steps;
        return steps.subList(from, steps.size()).stream()
                .filter(SWITCH::contains)
                .toList();
    }
}
