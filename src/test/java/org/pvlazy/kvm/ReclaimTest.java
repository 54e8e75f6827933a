package org.pvlazy.kvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pvlazy.kvm.Stage.disable;
import static org.pvlazy.kvm.Stage.enable;
import static org.pvlazy.kvm.Stage.unpack;
import static org.pvlazy.probe.Step.*;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.pvlazy.mm.Memmap;
import org.pvlazy.mm.Mm;
import org.pvlazy.probe.Step;
import org.pvlazy.probe.Switches;

class ReclaimTest {
    private static final int PAGE = 2;
    private static final Step[] PROTECTED = {RC_CLEAR_PTE, RC_EXPORT_UVC, RC_CLEAR_FLAG, RC_PUT};

    private final Stage stage = Stage.v2().withPageSteps();
    private final Machine machine = stage.machine;
    private final Memmap memmap = machine.memmap();

    @Test
    void a_secure_page_is_exported_before_it_is_freed() {
        stage.userspace(enable(), unpack(PAGE));

        assertThat(stage.reclaims(PAGE)).containsExactly(PROTECTED);
        assertThat(machine.uv().owner(PAGE)).isZero();
        assertThat(memmap.free(PAGE)).isTrue();
        assertThat(memmap.pgArch1(PAGE)).isFalse();
        assertThat(machine.mm().present(PAGE)).isFalse();
        assertThat(memmap.locks().holder(PAGE)).isNull();
        assertThat(machine.mm().pteLockHolder(PAGE)).isNull();
    }

    @Test
    void a_process_without_a_configuration_exports_nothing() {
        assertThat(stage.reclaims(PAGE)).containsExactly(RC_CLEAR_PTE, RC_PUT);
        assertThat(stage.reclaims(PAGE)).as("free already").containsExactly(RC_CLEAR_PTE);
        assertThat(memmap.free(PAGE)).isTrue();
    }

    @Test
    void a_page_that_a_cleaner_holds_is_freed_by_the_cleaner() {
        stage.userspace(enable(), unpack(PAGE), disable());
        stage.probe.before(
                P_DESTROY_UVC,
                () -> stage.probe.before(P_DESTROY_UVC, () -> {
                    stage.reclaims(PAGE);
                    assertThat(memmap.refcount(PAGE)).as("gathered").isEqualTo(1);
                }));
        stage.kthread();

        assertThat(memmap.free(PAGE)).isTrue();
        assertThat(machine.sanitizer().first()).isNull();
    }

    @Test
    void a_guest_that_touches_what_was_reclaimed_gets_a_fresh_page() {
        stage.userspace(enable(), unpack(PAGE));
        stage.reclaims(PAGE);

        assertThat(stage.guestTouches(PAGE)).as("the page fault is one step").isEmpty();
        assertThat(machine.mm().present(PAGE)).isTrue();
        assertThat(stage.guestTouches(PAGE)).contains(M5_UVC);
        assertThat(machine.uv().owner(PAGE)).isEqualTo(1);
        stage.reclaims(PAGE);
        stage.hostTouches(PAGE);
        assertThat(memmap.refcount(PAGE)).isEqualTo(1);
    }

    @Test
    void a_handler_that_came_too_late_lets_the_access_be_repeated() {
        stage.userspace(enable(), unpack(PAGE));
        stage.probe.before(AC_FOLLOW_PAGE, () -> stage.reclaims(PAGE));
        assertThat(stage.hostTouches(PAGE)).contains(RC_PUT).endsWith(RC_PUT).doesNotContain(AC_TEST_FLAG);

        stage.userspace(unpack(3), disable(), enable());
        stage.probe.before(SV_FOLLOW_PAGE, () -> stage.reclaims(3));
        assertThat(stage.guestTouches(3)).endsWith(RC_PUT).doesNotContain(SV_DESTROY_UVC);
    }

    @Test
    void a_handler_that_holds_the_page_frees_it_afterwards() {
        stage.userspace(enable(), unpack(PAGE));
        stage.probe.before(AC_PUT, () -> stage.reclaims(PAGE));
        stage.hostTouches(PAGE);

        assertThat(memmap.free(PAGE)).isTrue();
    }

    @Test
    void reclaim_unmaps_from_every_process_and_takes_the_page_out_of_the_page_cache() {
        Stage shared = Stage.sharedMemory(Switches.V2).withPageSteps();
        Mm other = Objects.requireNonNull(shared.machine.otherProcess()).mm();
        shared.userspace(enable(), unpack(PAGE));

        assertThat(shared.reclaims(PAGE)).containsExactly(PROTECTED);
        assertThat(other.present(PAGE)).isFalse();
        assertThat(shared.machine.guestMemory().cached(PAGE)).isFalse();
        assertThat(shared.machine.memmap().free(PAGE)).isTrue();
        shared.otherTouches(PAGE);
        assertThat(other.present(PAGE)).isTrue();
        shared.guestTouches(2, PAGE);
        assertThat(shared.machine.memmap().refcount(PAGE))
                .as("two mappings and the page cache")
                .isEqualTo(3);
    }

    @Test
    void somebody_who_touches_a_page_under_reclaim_waits() {
        stage.userspace(enable());
        Background reclaim = Background.upTo(stage.probe, RC_PUT, () -> stage.reclaims(PAGE));
        assertThat(memmap.locks().holder(PAGE)).isNotNull();
        assertThat(machine.mm().pteLockHolder(PAGE)).isEqualTo(memmap.locks().holder(PAGE));
        assertThat(memmap.refcount(PAGE)).isEqualTo(2);

        reclaim.finish();
        assertThat(memmap.free(PAGE)).isTrue();
    }
}
