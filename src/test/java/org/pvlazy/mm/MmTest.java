package org.pvlazy.mm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pvlazy.probe.Sanitizer;
import org.pvlazy.probe.Sanitizer.KernelBug;
import org.pvlazy.probe.Sanitizer.Splat;
import org.pvlazy.probe.Step;

class MmTest {
    private static final int PAGES = 600;

    private final List<String> events = new ArrayList<>();
    private final List<Teardown> teardowns = new ArrayList<>();
    private final Sanitizer sanitizer = new Sanitizer();
    private final Memmap memmap = new Memmap(PAGES, pfn -> false, sanitizer);
    private final Arch arch = new Arch();
    private final Mm mm = new Mm(memmap, PAGES, arch, new Mm.MmContext(this::note, sanitizer, 1, 0));

    @Test
    void a_new_address_space_belongs_to_its_process_and_to_its_vm() {
        assertThat(mm.users()).isEqualTo(1);
        assertThat(mm.count()).isEqualTo(2);
        assertThat(mm.isProtected()).isZero();
        assertThat(mm.teardown()).isEqualTo(Teardown.NO);
        assertThat(mm.pages()).isEqualTo(PAGES);
        assertThat(mm.present(1) && mm.present(PAGES)).isTrue();
    }

    @Test
    void a_user_is_added_until_the_last_one_is_gone() {
        assertThat(mm.mmgetNotZero()).isTrue();
        assertThat(mm.readUsers()).isEqualTo(2);
        mm.mmput();
        mm.mmput();

        assertThat(mm.mmgetNotZero()).isFalse();
    }

    @Test
    void the_last_user_unmaps_every_page_and_drops_the_common_reference() {
        mm.mmput();

        assertThat(events).hasSize(PAGES + 1).startsWith("X_UNMAP").endsWith("X_DROP_MM");
        assertThat(events).noneMatch(event -> event.startsWith("export"));
        assertThat(mm.present(1)).isFalse();
        assertThat(memmap.refcount(PAGES)).isZero();
        assertThat(mm.teardown()).isEqualTo(Teardown.DONE);
        assertThat(mm.count()).isEqualTo(1);
    }

    @Test
    void a_protected_address_space_exports_what_it_unmaps() {
        mm.incProtected();
        mm.mmput();

        assertThat(events)
                .startsWith("X_UNMAP", "export 1 at X_UNMAP", "X_UNMAP", "export 2 at X_UNMAP")
                .hasSize(2 * PAGES + 1);
    }

    @Test
    void teardown_shows_while_it_runs() {
        mm.mmput();

        assertThat(teardowns).containsOnly(Teardown.RUNNING);
    }

    @Test
    void one_put_too_many_is_a_splat() {
        mm.mmput();

        assertThatExceptionOfType(KernelBug.class)
                .isThrownBy(mm::mmput)
                .withMessage("MM_UNDERFLOW: mmput with mm_users 0");
    }

    @Test
    void one_decrement_too_many_is_a_splat() {
        mm.incProtected();
        mm.decProtected();

        assertThatExceptionOfType(KernelBug.class)
                .isThrownBy(mm::decProtected)
                .withMessage("PROTECTED_UNDERFLOW: decrement of is_protected 0");
    }

    @ParameterizedTest
    @MethodSource("uses")
    void a_use_after_the_last_mmdrop_is_a_splat(Consumer<Mm> use) {
        mm.mmput();
        mm.mmdrop();
        assertThat(mm.count()).isZero();

        assertThatExceptionOfType(KernelBug.class)
                .isThrownBy(() -> use.accept(mm))
                .satisfies(bug -> assertThat(bug.splat()).isEqualTo(Splat.MM_USE_AFTER_FREE));
        assertThat(mm.count() + mm.users() + mm.isProtected()).isZero();
        assertThat(mm.pvSyncDestroy()).isFalse();
    }

    static Stream<Named<Consumer<Mm>>> uses() {
        return Stream.of(
                Named.of("mmgrab", Mm::mmgrab),
                Named.of("mmdrop", Mm::mmdrop),
                Named.of("mmget_not_zero", Mm::mmgetNotZero),
                Named.of("mmput", Mm::mmput),
                Named.of("read of mm_users", Mm::readUsers),
                Named.of("read of is_protected", Mm::readProtected),
                Named.of("increment of is_protected", Mm::incProtected),
                Named.of("decrement of is_protected", Mm::decProtected),
                Named.of("mmap_write_lock", Mm::setSyncDestroy),
                Named.of("mmap_read_lock", Mm::mmapReadLock));
    }

    @Test
    void a_walk_visits_every_present_page_of_every_table() {
        List<Integer> visited = new ArrayList<>();

        assertThat(walk(250, 520, visited, Integer.MAX_VALUE)).isZero();
        assertThat(visited).hasSize(271).startsWith(250).endsWith(520);
    }

    @Test
    void a_walk_stops_where_it_is_told_to() {
        List<Integer> visited = new ArrayList<>();

        assertThat(walk(255, PAGES, visited, 257)).isEqualTo(1);
        assertThat(visited).containsExactly(255, 256, 257);
    }

    @Test
    void a_walk_over_nothing_is_refused() {
        assertThat(walk(3, 2, new ArrayList<>(), 0)).isEqualTo(-Errno.EINVAL);
    }

    @Test
    void a_walk_skips_what_is_unmapped() {
        mm.mmput();
        List<Integer> visited = new ArrayList<>();

        assertThat(walk(1, PAGES, visited, 1)).isZero();
        assertThat(visited).isEmpty();
    }

    @Test
    void the_sync_flag_is_set_under_the_lock() {
        mm.setSyncDestroy();

        assertThat(mm.pvSyncDestroy()).isTrue();
    }

    private int walk(int next, int end, List<Integer> visited, int stopAt) {
        Lock lock = mm.mmapReadLock();
        try {
            return mm.walkPageRange(next, end, vpn -> {
                visited.add(vpn);
                return vpn == stopAt ? 1 : 0;
            });
        } finally {
            lock.unlock();
        }
    }

    private final class Arch implements ArchMm {
        private boolean setsAside;

        @Override
        public boolean setsAside() {
            return setsAside;
        }

        @Override
        public void destroyPageLazy(int pfn) {
            events.add("set aside " + pfn);
        }

        @Override
        public void exportUnmapped(int pfn, Step step) {
            events.add("export " + pfn + " at " + step);
        }

        @Override
        public void destroyContext(DeferredList list) {
            events.add("destroy context");
        }
    }

    private void note(Step step, @Nullable Object frame) {
        events.add(step.name());
        teardowns.add(mm.teardown());
    }
}
