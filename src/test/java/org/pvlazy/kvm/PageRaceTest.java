package org.pvlazy.kvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.pvlazy.kvm.Stage.disable;
import static org.pvlazy.kvm.Stage.enable;
import static org.pvlazy.kvm.Stage.unpack;
import static org.pvlazy.probe.Step.*;

import org.junit.jupiter.api.Test;
import org.pvlazy.probe.Environment.GuestCall;
import org.pvlazy.probe.Sanitizer.KernelBug;
import org.pvlazy.probe.Sanitizer.Splat;
import org.pvlazy.probe.Switches;

/** What the posted page code leaves open when somebody comes in between, and how each repair closes it. */
class PageRaceTest {
    private static final int PAGE = 2;

    private static Stage posted() {
        return Stage.sharedMemory(Switches.V2);
    }

    private static Stage repaired(String repair) {
        return Stage.sharedMemory(Repairs.v2With(repair));
    }

    @Test
    void an_import_locks_a_page_that_reclaim_has_freed() {
        Stage stage = posted();
        stage.userspace(enable());
        boolean[] lockedFreePage = new boolean[1];
        stage.probe.before(M1_LOCK_PAGE, () -> {
            stage.reclaims(PAGE);
            stage.probe.before(
                    M3_EXPECTED_REFS,
                    () -> lockedFreePage[0] = stage.machine.memmap().free(PAGE)
                            && stage.machine.memmap().locks().holder(PAGE) != null);
        });

        assertThat(stage.withPageSteps().userspace(unpack(PAGE))).contains(M1_FAULT_IN);
        assertThat(lockedFreePage[0]).isTrue();
        assertThat(stage.machine.uv().owner(PAGE)).isEqualTo(1);
    }

    @Test
    void with_the_pte_lock_kept_it_cannot() {
        Stage stage = repaired("fixLockMapped").withPageSteps();
        stage.userspace(enable());
        stage.probe.before(
                M3_EXPECTED_REFS,
                () -> assertThat(stage.machine.mm().pteLockHolder(PAGE))
                        .isEqualTo(stage.machine.memmap().locks().holder(PAGE))
                        .isNotNull());

        assertThat(stage.userspace(unpack(PAGE)))
                .startsWith(M1_MAKE_SECURE, M3_EXPECTED_REFS)
                .doesNotContain(M1_LOCK_PAGE);
        stage.reclaims(1);
        assertThat(stage.userspace(unpack(1))).startsWith(M1_MAKE_SECURE, M1_FAULT_IN, M1_MAKE_SECURE);
        assertThat(stage.machine.uv().owner(1)).isEqualTo(1);
    }

    @Test
    void a_page_lock_that_is_taken_is_only_tried() {
        Stage stage = repaired("fixLockMapped").withPageSteps();
        stage.userspace(enable());
        stage.machine.memmap().locks().lock(PAGE);
        stage.environment.repeatsInstruction = false;

        assertThat(stage.guestTouches(PAGE)).containsExactly(M1_MAKE_SECURE);
        assertThat(stage.machine.mm().pteLockHolder(PAGE)).isNull();
    }

    /** The host has a reference, the other process drops its mapping's: the count is as expected, though not for that reason. */
    private static void importBetweenUvcAndClearBit(Stage stage) {
        stage.userspace(enable(), unpack(PAGE), disable(), enable());
        stage.environment.repeatsInstruction = false;
        stage.probe.before(AC_CLEAR_FLAG, () -> {
            stage.probe.before(M3_FREEZE, () -> stage.otherUnmaps(PAGE));
            stage.guestTouches(1, PAGE);
        });
        stage.hostTouches(PAGE);
    }

    @Test
    void a_flag_is_cleared_on_a_page_that_was_imported_with_a_stale_count() {
        Stage stage = posted();
        importBetweenUvcAndClearBit(stage);

        assertThat(stage.machine.uv().owner(PAGE)).isEqualTo(2);
        assertThat(stage.machine.memmap().pgArch1(PAGE)).as("under-indication").isFalse();
        stage.hostTouches(PAGE);
        assertThat(stage.machine.uv().owner(PAGE))
                .as("nobody exports it any more")
                .isEqualTo(2);
    }

    @Test
    void an_import_that_counts_again_is_put_off() {
        Stage stage = repaired("fixRecount");
        importBetweenUvcAndClearBit(stage);

        assertThat(stage.machine.uv().owner(PAGE)).isZero();
        assertThat(stage.machine.memmap().refcount(PAGE)).isEqualTo(2);
        stage.guestTouches(1, PAGE);
        assertThat(stage.machine.uv().owner(PAGE)).isEqualTo(2);
        assertThat(stage.machine.memmap().pgArch1(PAGE)).isTrue();
    }

    @Test
    void the_other_process_cannot_unmap_a_frozen_page() {
        Stage stage = posted();
        stage.userspace(enable());
        stage.probe.before(
                M5_UVC,
                () -> assertThatExceptionOfType(KernelBug.class)
                        .isThrownBy(() -> stage.otherUnmaps(PAGE))
                        .satisfies(bug -> assertThat(bug.splat()).isEqualTo(Splat.FROZEN_PAGE_PUT)));

        stage.userspace(unpack(PAGE));
        assertThat(stage.machine.sanitizer().first()).isNotNull();
    }

    @Test
    void with_a_bias_it_can() {
        Stage stage = repaired("fixFreezeBias");
        stage.userspace(enable());
        stage.probe.before(M5_UVC, () -> stage.otherUnmaps(PAGE));

        stage.userspace(unpack(PAGE));
        assertThat(stage.machine.uv().owner(PAGE)).isEqualTo(1);
        assertThat(stage.machine.memmap().refcount(PAGE)).isEqualTo(2);
        assertThat(stage.machine.sanitizer().first()).isNull();
    }

    @Test
    void the_other_process_finds_no_page_while_it_is_frozen() {
        Stage stage = posted().withPageSteps();
        stage.userspace(enable(), unpack(PAGE), disable(), enable());
        stage.probe.before(
                AC_FOLLOW_PAGE,
                () -> stage.probe.before(
                        M6_UNFREEZE, () -> assertThat(stage.otherTouches(PAGE)).containsExactly(AC_FOLLOW_PAGE)));

        assertThat(stage.otherTouches(PAGE)).endsWith(AC_PUT);
        stage.userspace(unpack(PAGE));
        assertThat(stage.machine.memmap().refcount(PAGE)).isEqualTo(3);
    }

    @Test
    void with_feat_misc_a_page_of_the_zombie_is_refused() {
        Stage stage = featMisc(Switches.V2);
        assertThat(stage.userspace(unpack(PAGE))).doesNotContain(M2_EXPORT);
        assertThat(stage.lastIoctl()).isEqualTo(new IoctlResult(-22, 0, 0));
        assertThat(stage.machine.uv().owner(PAGE)).isEqualTo(1);
    }

    @Test
    void unless_what_might_be_secure_is_exported_first() {
        Stage stage = featMisc(Repairs.v2With("fixExportFlagged"));
        assertThat(stage.userspace(unpack(PAGE))).contains(M2_EXPORT);
        assertThat(stage.machine.uv().owner(PAGE)).isEqualTo(2);
        assertThat(stage.userspace(unpack(1))).as("never secure").doesNotContain(M2_EXPORT);
    }

    @Test
    void with_feat_misc_a_shared_page_of_the_zombie_goes_over() {
        Stage stage = featMisc(Switches.V2);
        stage.userspace(disable());
        stage.kthread();
        stage.kthread();
        stage.userspace(enable(), unpack(PAGE));
        stage.guestCalls(new GuestCall.Share(PAGE));
        stage.userspace(disable(), enable());

        assertThat(stage.guestTouches(PAGE)).contains(M5_UVC).doesNotContain(M2_EXPORT);
        assertThat(stage.machine.uv().owner(PAGE)).isEqualTo(stage.machine.kvm().pvHandle());
        assertThat(stage.machine.uv().shared(PAGE)).isFalse();
    }

    /** A zombie owns the page, and the next configuration is there. */
    private static Stage featMisc(Switches switches) {
        Stage stage = new Stage(new MachineParameters(2, 0, 2, 2, true).withFeatMisc(true), switches).withPageSteps();
        stage.userspace(enable(), unpack(PAGE), disable(), enable());
        return stage;
    }

    @Test
    void a_cleaner_destroys_live_pages_of_a_vm_without_cpus() {
        Stage stage = new Stage(new MachineParameters(1, 0, 2, 2, true).withGuestCpus(0), Switches.V2);
        stage.userspace(enable(), disable(), enable(), unpack(1));
        assertThat(stage.machine.uv().secret(1)).isEqualTo(2);

        stage.kthread();
        assertThat(stage.machine.uv().secret(1)).isZero();
        assertThat(stage.machine.vcpuLoop(1)).isNull();
    }

    @Test
    void so_such_a_vm_is_better_not_enabled() {
        Stage stage = new Stage(
                new MachineParameters(1, 0, 2, 2, true).withGuestCpus(0), Repairs.v2With("fixEnableNeedsCpu"));
        stage.userspace(enable());

        assertThat(stage.lastIoctl()).isEqualTo(new IoctlResult(-22, 0, 0));
        assertThat(stage.machine.kvm().pvHandle()).isZero();
    }
}
