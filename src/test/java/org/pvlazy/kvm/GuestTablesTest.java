package org.pvlazy.kvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pvlazy.kvm.Stage.close;
import static org.pvlazy.kvm.Stage.disable;
import static org.pvlazy.kvm.Stage.enable;
import static org.pvlazy.kvm.Stage.exit;
import static org.pvlazy.probe.Environment.GuestMove.ENTER_SIE;
import static org.pvlazy.probe.Environment.GuestMove.EXIT_SIE;
import static org.pvlazy.probe.Environment.GuestMove.FAULT;
import static org.pvlazy.probe.Step.*;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pvlazy.probe.Environment.UvcAnswer;
import org.pvlazy.probe.Sanitizer.KernelBug;
import org.pvlazy.probe.Step;
import org.pvlazy.probe.Switches;

class GuestTablesTest {
    private static final int FIRST = 1;

    private final Stage stage = Stage.tiny(Switches.V2, true);
    private final Machine machine = stage.machine;
    private final Gmap gmap = machine.gmap();

    @Test
    void a_fault_links_a_lower_level_table_in_seven_steps() {
        assertThat(stage.guestMoves(FAULT))
                .containsExactly(LT_READ_TABLE, LT_ALLOC, LT_LOCK, LT_LIST_ADD, LT_STORE, LT_UNLOCK, LT_LINK);

        assertThat(machine.guestTables().entry(FIRST)).isEqualTo(2);
        assertThat(gmap.hostToGuest()).isEqualTo(2);
        assertThat(gmap.listed(2)).isTrue();
        assertThat(gmap.locked()).isFalse();
        assertThat(machine.vcpu().busy()).isFalse();
    }

    @Test
    void a_second_fault_finds_the_table() {
        stage.guestMoves(FAULT);

        assertThat(stage.guestMoves(FAULT)).containsExactly(LT_READ_TABLE, LT_LINK);
        assertThat(machine.tables().count()).isEqualTo(2);
    }

    @Test
    void without_memory_the_fault_changes_nothing() {
        stage.environment.failingAllocations.add(LT_ALLOC);

        assertThat(stage.guestMoves(FAULT)).containsExactly(LT_READ_TABLE, LT_ALLOC);
        assertThat(machine.tables().count()).isEqualTo(1);
        assertThat(gmap.hostToGuest()).isZero();
    }

    @Test
    void a_table_that_somebody_else_linked_first_is_kept_and_the_own_one_freed() {
        stage.probe.before(LT_LOCK, () -> stage.guestMoves(FAULT));

        assertThat(stage.guestMoves(FAULT)).endsWith(LT_STORE, LT_UNLOCK, LT_LINK, LT_UNLOCK, LT_LINK);
        assertThat(machine.guestTables().entry(FIRST)).isEqualTo(3);
        assertThat(machine.tables().allocated(2)).isFalse();
        assertThat(gmap.listed(2)).isFalse();
    }

    @Test
    void guest_table_lock_is_held_from_the_lock_to_the_unlock() {
        List<Boolean> held = new ArrayList<>();
        for (Step step : List.of(LT_LOCK, LT_LIST_ADD, LT_STORE, LT_UNLOCK, LT_LINK)) {
            stage.probe.before(step, () -> held.add(gmap.locked()));
        }
        stage.guestMoves(FAULT);

        assertThat(held).containsExactly(false, true, true, true, false);
    }

    @Test
    void sie_loads_the_asce_of_the_gmap() {
        stage.guestMoves(ENTER_SIE);
        assertThat(machine.vcpu().loadedAsce()).isEqualTo(FIRST);

        stage.guestMoves(EXIT_SIE);
        assertThat(machine.vcpu().loadedAsce()).isZero();
    }

    @Test
    void the_new_table_is_listed_before_it_is_copied_and_used_field_by_field() {
        stage.guestMoves(FAULT);
        List<String> seen = new ArrayList<>();
        for (Step step : List.of(E3A_UNLIST, E3B_ALLOC, E3C_LIST_ADD, E3D_COPY, E3E_SET_ASCE)) {
            stage.probe.before(step, () -> seen.add(lists()));
        }
        for (Step step : List.of(E3F_SET_CONTEXT_ASCE, E3G_SET_TABLE, E4_CREATE_KTHREAD)) {
            stage.probe.before(step, () -> seen.add(fields()));
        }
        stage.userspace(enable(), disable());

        assertThat(seen)
                .containsExactly(
                        "1 listed, 2 listed, entry of 3 is 0",
                        "2 listed, entry of 3 is 0",
                        "2 listed, entry of 3 is 0",
                        "2 listed, 3 listed, entry of 3 is 0",
                        "2 listed, 3 listed, entry of 3 is 2",
                        "asce 3, context.gmap_asce 1, table 1",
                        "asce 3, context.gmap_asce 3, table 1",
                        "asce 3, context.gmap_asce 3, table 3");
    }

    @Test
    void a_table_that_cannot_be_allocated_leaves_the_old_one_unlisted_and_in_use() {
        stage.environment.failingAllocations.add(E3_REPLACE_ASCE);
        stage.userspace(enable(), disable());

        assertThat(gmap.table()).isEqualTo(FIRST);
        assertThat(gmap.asce()).isEqualTo(FIRST);
        assertThat(gmap.listed(FIRST)).isFalse();
    }

    @Test
    void an_entry_stored_after_the_copy_is_only_in_the_old_table() {
        stage.userspace(enable());
        stage.probe.before(LT_STORE, () -> stage.userspace(disable()));
        stage.guestMoves(FAULT);

        int lower = gmap.hostToGuest();
        assertThat(machine.guestTables().entry(FIRST)).isEqualTo(lower);
        assertThat(machine.guestTables().entry(gmap.table())).isZero();
    }

    @Test
    void a_host_page_that_host_to_guest_knows_is_not_linked_again() {
        an_entry_stored_after_the_copy_is_only_in_the_old_table();
        int known = gmap.hostToGuest();

        stage.guestMoves(FAULT);
        assertThat(gmap.hostToGuest()).isEqualTo(known);
        assertThat(machine.guestTables().entry(gmap.table())).isNotZero().isNotEqualTo(known);
    }

    @Test
    void a_store_into_a_freed_table_is_reported() {
        stage.userspace(enable());
        stage.probe.before(LT_STORE, () -> {
            stage.userspace(disable());
            stage.kthread();
        });

        assertThatThrownBy(() -> stage.guestMoves(FAULT))
                .isInstanceOf(KernelBug.class)
                .hasMessage("TABLE_USE_AFTER_FREE: write of table 1");
    }

    @Test
    void a_cpu_in_sie_keeps_the_old_table_loaded() {
        stage.userspace(enable());
        stage.probe.before(E3E_SET_ASCE, () -> stage.guestMoves(ENTER_SIE));
        stage.userspace(disable());
        stage.kthread();

        assertThat(machine.vcpu().loadedAsce()).isEqualTo(FIRST);
        assertThat(machine.tables().allocated(FIRST)).isFalse();
    }

    @Test
    void a_cpu_in_sie_or_in_the_handler_is_busy() {
        List<Boolean> busy = new ArrayList<>();
        stage.probe.before(LT_LINK, () -> busy.add(machine.vcpu().busy()));
        stage.guestMoves(FAULT);
        busy.add(machine.vcpu().busy());
        stage.guestMoves(ENTER_SIE);
        busy.add(machine.vcpu().busy());

        assertThat(busy).containsExactly(true, false, true);
    }

    @Test
    void after_a_failed_destroy_the_table_is_replaced_too() {
        stage.environment.failingAllocations.add(D1_ALLOC_PRIV);
        stage.environment.answer(N2_DESTROY_CONF, UvcAnswer.ERROR);
        stage.userspace(enable(), disable());

        assertThat(gmap.table()).isEqualTo(2);
        assertThat(machine.mm().gmapAsce()).isEqualTo(2);
        assertThat(gmap.listed(FIRST)).isFalse();
        assertThat(machine.tables().allocated(FIRST)).isTrue();
    }

    @Test
    void the_last_close_frees_top_level_and_lower_level_tables() {
        stage.guestMoves(FAULT);
        stage.userspace(enable(), disable());
        stage.kthread();
        stage.userspace(exit(), close());

        assertThat(machine.tables().count()).isZero();
        assertThat(gmap.table()).isZero();
        assertThat(gmap.asce()).isZero();
        assertThat(gmap.hostToGuest()).isZero();
        assertThat(stage.leaks()).isEmpty();
    }

    private String lists() {
        return (gmap.listed(1) ? "1 listed, " : "")
                + (gmap.listed(2) ? "2 listed, " : "")
                + (gmap.listed(3) ? "3 listed, " : "")
                + "entry of 3 is "
                + machine.guestTables().entry(3);
    }

    private String fields() {
        return "asce " + gmap.asce() + ", context.gmap_asce " + machine.mm().gmapAsce() + ", table " + gmap.table();
    }
}
