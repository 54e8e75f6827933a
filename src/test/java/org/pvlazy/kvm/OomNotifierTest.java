package org.pvlazy.kvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pvlazy.kvm.Stage.close;
import static org.pvlazy.kvm.Stage.enable;
import static org.pvlazy.kvm.Stage.exit;
import static org.pvlazy.kvm.Stage.unpack;
import static org.pvlazy.probe.Environment.Shortage.HOST;
import static org.pvlazy.probe.Environment.Shortage.MEMORY_CONTROL_GROUP;
import static org.pvlazy.probe.Step.*;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.pvlazy.mm.OomRound;
import org.pvlazy.probe.Sanitizer.KernelBug;
import org.pvlazy.probe.Step;
import org.pvlazy.probe.Switches;

/** kvm_s390_pv_oom_notify: three pages, of which the first pays for the array page that the other two are set aside in. */
class OomNotifierTest {
    private static final int CUT_OFF = 2;

    private final List<Long> reported = new ArrayList<>();

    @Test
    void the_kthread_registers_before_it_drains_and_unregisters_before_it_destroys() {
        Stage stage = zombie(Switches.V2, 0);
        stage.probe.before(K1_FIRST, () -> assertThat(notifiers(stage)).isEqualTo(1));
        stage.probe.before(K4_DESTROY_CONF, () -> assertThat(notifiers(stage)).isZero());
        stage.kthread();

        assertThat(stage.probe.steps).containsSubsequence(K0_REGISTER, K1_FIRST, K2_UNREGISTER, K4_DESTROY_CONF);
        assertThat(stage.leaks()).isEmpty();
    }

    @Test
    void an_allocator_waits_and_is_told_what_was_counted_meanwhile() {
        Stage stage = zombie(Switches.V2, 0);
        assertThat(roundBetween(stage, K1_LIST_DEL, K2_UNREGISTER)).isEqualTo("3 returned, 3 reported");

        assertThat(stage.environment.sleeps).containsExactly(20);
        assertThat(stage.machine.oom().kills()).isZero();
        assertThat(stage.machine.oomAudit().round()).isZero();
    }

    @Test
    void as_posted_pages_that_went_during_the_callback_are_not_reported_and_somebody_is_killed() {
        Stage stage = zombie(Switches.V2, 0);
        assertThat(roundBetween(stage, K1_LIST_DEL, K1_COUNT)).isEqualTo("2 returned, 0 reported");

        assertThat(stage.machine.oom().kills()).isEqualTo(1);
    }

    @Test
    void as_posted_pages_that_went_before_the_callback_are_reported() {
        assertThat(roundBetween(zombie(Switches.V2, 0), K1_COUNT, K1_FREE_ARRAY))
                .isEqualTo("0 returned, 3 reported");
    }

    @Test
    void repaired_neither_happens() {
        Switches repaired = Repairs.v2With("fixCountPerPage");
        assertThat(roundBetween(zombie(repaired, 0), P_PUT, P_DESTROY_UVC)).isEqualTo("1 returned, 1 reported");
        assertThat(roundBetween(zombie(repaired, 0), K1_FREE_ARRAY, K2_UNREGISTER))
                .isEqualTo("1 returned, 1 reported");
    }

    @Test
    void as_posted_a_whole_array_page_is_counted_before_it_is_freed() {
        Stage stage = zombie(Switches.V2, 0);
        DeferredPriv[] priv = new DeferredPriv[1];
        stage.probe.before(K0_REGISTER, () -> priv[0] = (DeferredPriv) stage.probe.frame());
        List<Long> counted = new ArrayList<>();
        for (Step step : List.of(K1_LIST_DEL, P_PUT, K1_COUNT, K1_FREE_ARRAY, K2_UNREGISTER)) {
            stage.probe.before(step, () -> counted.add(priv[0].pagesFreed()));
        }
        stage.kthread();

        assertThat(counted).containsExactly(0L, 0L, 0L, 3L, 3L);
    }

    @Test
    void repaired_each_page_is_counted_as_it_is_freed() {
        Stage stage = zombie(Repairs.v2With("fixCountPerPage"), 0);
        DeferredPriv[] priv = new DeferredPriv[1];
        stage.probe.before(K0_REGISTER, () -> priv[0] = (DeferredPriv) stage.probe.frame());
        List<Long> counted = new ArrayList<>();
        for (Step step : List.of(K1_LIST_DEL, P_PUT, K1_FREE_ARRAY, K2_UNREGISTER)) {
            stage.probe.before(step, () -> counted.add(priv[0].pagesFreed()));
        }
        stage.kthread();

        assertThat(counted).containsExactly(0L, 0L, 2L, 3L);
        assertThat(stage.probe.steps).doesNotContain(K1_COUNT);
    }

    @Test
    void as_posted_a_page_that_somebody_else_has_is_counted_too() {
        Stage stage = held(Switches.V2);
        stage.kthread();

        assertThat(reported).containsExactly(3L);
        assertThat(stage.machine.memmap().refcount(2)).isEqualTo(1);
        assertThat(stage.machine.memmap().memcg().charged(2)).isTrue();
    }

    @Test
    void repaired_it_is_not() {
        Stage stage = held(Repairs.v2With("fixCountPerPage"));
        stage.kthread();

        assertThat(reported).containsExactly(2L);
    }

    @Test
    void the_charge_goes_with_the_last_reference_whoever_drops_it() {
        Stage stage = held(Switches.V2);
        stage.kthread();
        stage.holds(2, false);

        assertThat(stage.machine.memmap().memcg().charged(2)).isFalse();
        assertThat(stage.machine.heldElsewhere()).isEmpty();
        assertThat(stage.leaks()).isEmpty();
    }

    @Test
    void beyond_the_cut_off_nobody_waits() {
        Stage stage = zombie(Switches.V2, CUT_OFF + 1);
        stage.probe.before(
                K1_LIST_DEL,
                () -> assertThat(stage.runsOut(HOST)).containsExactly(OM_LOCK, OM_CALL, OM_CALL, OM_DECIDE));
        stage.kthread();

        assertThat(stage.environment.sleeps).isEmpty();
        assertThat(stage.machine.oom().kills()).isZero();
    }

    @Test
    void at_the_cut_off_somebody_still_waits() {
        Stage stage = zombie(Switches.V2, CUT_OFF);
        stage.probe.before(K1_LIST_DEL, () -> stage.runsOut(HOST));
        stage.kthread();

        assertThat(stage.environment.sleeps).hasSize(1);
    }

    @Test
    void a_memory_control_group_that_is_full_asks_no_zombie() {
        Stage stage = zombie(Switches.V2, 0);
        stage.probe.before(
                K1_LIST_DEL,
                () -> assertThat(stage.runsOut(MEMORY_CONTROL_GROUP)).containsExactly(OM_LOCK, OM_DECIDE));
        stage.kthread();

        assertThat(stage.machine.oom().kills()).isEqualTo(1);
    }

    @Test
    void a_callback_for_a_priv_that_was_freed_is_reported() {
        Stage stage = zombie(Switches.V2, 0);
        stage.kthread();
        DeferredPriv freed = new DeferredPriv();
        freed.markFreed();
        stage.machine.oom().chain().register(new LazyDestroyOomNotifier(stage.machine, freed));

        assertThatThrownBy(() -> stage.runsOut(HOST))
                .isInstanceOf(KernelBug.class)
                .hasMessage("PRIV_USE_AFTER_FREE: priv of configuration 0");
    }

    /** The process has exited, the VM is closed, and its kthread is about to run. */
    private static Stage zombie(Switches switches, int foreignFreed) {
        Stage stage = stage(switches, foreignFreed);
        stage.userspace(enable(), unpack(1), unpack(2), unpack(3), exit(), close());
        return stage;
    }

    /** The same where another process has page 2, and an allocator runs out while the kthread drains. */
    private Stage held(Switches switches) {
        Stage stage = stage(switches, 0);
        stage.userspace(enable(), unpack(1), unpack(2), unpack(3));
        stage.holds(2, true);
        stage.userspace(exit(), close());
        DeferredPriv[] priv = new DeferredPriv[1];
        stage.probe.before(K0_REGISTER, () -> priv[0] = (DeferredPriv) stage.probe.frame());
        stage.probe.before(K2_UNREGISTER, () -> reported.add(priv[0].pagesFreed()));
        return stage;
    }

    private static Stage stage(Switches switches, int foreignFreed) {
        return new Stage(
                new MachineParameters(3, 0, 2, 4, true).withListCapacity(2).withOom(CUT_OFF, foreignFreed), switches);
    }

    /** An allocator sleeps from before the one step of the kthread to before the other; what it was told, and what was so. */
    private static String roundBetween(Stage stage, Step from, Step to) {
        List<String> said = new ArrayList<>();
        stage.probe.before(from, () -> {
            Background allocator = Background.upTo(stage.probe, OM_SLEEP, () -> stage.runsOut(HOST));
            stage.probe.before(to, allocator::finish);
        });
        stage.probe.before(OM_DECIDE, () -> {
            OomRound round = (OomRound) Objects.requireNonNull(stage.probe.frame());
            said.add(stage.machine.oomAudit().round() + " returned, "
                    + round.freed().pages() + " reported");
        });
        stage.kthread();
        assertThat(said).hasSize(1);
        return said.get(0);
    }

    private static int notifiers(Stage stage) {
        return stage.machine.oom().chain().notifiers().size();
    }
}
