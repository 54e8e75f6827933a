package org.pvlazy.mm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.pvlazy.probe.Sanitizer;
import org.pvlazy.probe.Sanitizer.KernelBug;

class FrozenPageTest {
    private static final int PAGE = 1;

    private final Memmap memmap = new Memmap(1, pfn -> false, new Sanitizer());
    private final Memmap repaired = new Memmap(1, true, pfn -> false, new Sanitizer());

    @Test
    void a_frozen_page_is_neither_free_nor_to_be_had() {
        memmap.freeze(PAGE, 1);

        assertThat(memmap.refcount(PAGE)).isZero();
        assertThat(memmap.references(PAGE)).isEqualTo(1);
        assertThat(memmap.frozen(PAGE)).isTrue();
        assertThat(memmap.free(PAGE)).isFalse();
        assertThat(memmap.tryGetPage(PAGE)).isFalse();
        assertThat(memmap.freeze(PAGE, 1)).isFalse();
        assertThat(memmap.allocate(PAGE, 1)).isFalse();
        assertThatExceptionOfType(KernelBug.class)
                .isThrownBy(() -> memmap.getPage(PAGE))
                .withMessage("FROZEN_PAGE_GET: get_page of page 1, which is frozen");
    }

    @Test
    void a_reference_dropped_from_a_frozen_page_is_a_splat_and_changes_nothing() {
        memmap.getPage(PAGE);
        memmap.freeze(PAGE, 2);

        assertThatExceptionOfType(KernelBug.class)
                .isThrownBy(() -> memmap.putPage(PAGE))
                .withMessage("FROZEN_PAGE_PUT: put_page of page 1, which is frozen");
        memmap.unfreeze(PAGE, 2);
        assertThat(memmap.refcount(PAGE)).isEqualTo(2);
    }

    @Test
    void with_a_bias_it_counts_as_usual() {
        repaired.getPage(PAGE);
        repaired.freeze(PAGE, 2);
        repaired.putPage(PAGE);
        repaired.getPage(PAGE);
        repaired.putPage(PAGE);

        assertThat(repaired.references(PAGE)).isEqualTo(1);
        assertThat(repaired.frozen(PAGE)).isTrue();
        repaired.unfreeze(PAGE, 2);
        assertThat(repaired.refcount(PAGE)).isEqualTo(1);
        assertThat(repaired.frozen(PAGE)).isFalse();
    }

    @Test
    void a_page_that_is_freed_loses_its_flag_and_can_be_allocated() {
        memmap.setArch1(PAGE);
        assertThat(memmap.allocate(PAGE, 2)).isFalse();
        memmap.putPage(PAGE);

        assertThat(memmap.free(PAGE)).isTrue();
        assertThat(memmap.pgArch1(PAGE)).isFalse();
        assertThat(memmap.tryGetPage(PAGE)).isFalse();
        assertThat(memmap.memcg().charged(PAGE)).isFalse();
        assertThat(memmap.allocate(PAGE, 2)).isTrue();
        assertThat(memmap.refcount(PAGE)).isEqualTo(2);
        assertThat(memmap.memcg().charged(PAGE)).isTrue();
    }

    @Test
    void a_page_lock_has_one_holder() throws InterruptedException {
        PageLocks locks = memmap.locks();
        locks.lock(PAGE);
        assertThat(locks.holder(PAGE)).isEqualTo(Thread.currentThread());
        assertThat(locks.tryLock(PAGE)).isFalse();

        Thread other = new Thread(() -> locks.lock(PAGE));
        other.start();
        locks.unlock(PAGE);
        other.join();
        assertThat(locks.holder(PAGE)).isEqualTo(other);
    }
}
