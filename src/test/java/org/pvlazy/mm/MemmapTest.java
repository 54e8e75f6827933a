package org.pvlazy.mm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.pvlazy.probe.Sanitizer;
import org.pvlazy.probe.Sanitizer.KernelBug;

class MemmapTest {
    private static final int PLAIN = 1;
    private static final int SECURE = 2;

    private final Memmap memmap = new Memmap(2, pfn -> pfn == SECURE, new Sanitizer());

    @Test
    void a_page_has_the_reference_of_its_mapping_and_no_flag() {
        assertThat(memmap.refcount(PLAIN)).isEqualTo(1);
        assertThat(memmap.pgArch1(PLAIN)).isFalse();
    }

    @Test
    void a_freeze_succeeds_if_nobody_else_has_a_reference() {
        assertThat(memmap.freeze(PLAIN, 1)).isTrue();
        assertThat(memmap.refcount(PLAIN)).isZero();

        memmap.unfreeze(PLAIN, 1);
        assertThat(memmap.refcount(PLAIN)).isEqualTo(1);
    }

    @Test
    void a_freeze_fails_while_somebody_has_a_reference() {
        memmap.getPage(PLAIN);
        assertThat(memmap.freeze(PLAIN, 1)).isFalse();

        memmap.putPage(PLAIN);
        assertThat(memmap.freeze(PLAIN, 1)).isTrue();
    }

    @Test
    void the_flag_is_set_and_cleared() {
        memmap.setArch1(PLAIN);
        assertThat(memmap.pgArch1(PLAIN)).isTrue();
        memmap.clearArch1(PLAIN);
        assertThat(memmap.pgArch1(PLAIN)).isFalse();
    }

    @Test
    void a_reference_too_many_is_a_splat_and_drops_nothing() {
        assertThatExceptionOfType(KernelBug.class)
                .isThrownBy(() -> memmap.putPages(PLAIN, 2))
                .withMessage("PAGE_UNDERFLOW: put_page of page 1 with refcount 1");
        assertThat(memmap.refcount(PLAIN)).isEqualTo(1);
    }

    @Test
    void a_reference_on_a_free_page_is_a_splat() {
        memmap.putPage(PLAIN);

        assertThatExceptionOfType(KernelBug.class)
                .isThrownBy(() -> memmap.getPage(PLAIN))
                .withMessage("PAGE_UNDERFLOW: get_page of free page 1");
    }

    @Test
    void freeing_a_secure_page_is_a_splat_and_frees_nothing() {
        memmap.getPage(SECURE);
        memmap.putPage(SECURE);

        assertThatExceptionOfType(KernelBug.class)
                .isThrownBy(() -> memmap.putPage(SECURE))
                .withMessage("SECURE_PAGE_FREED: page 2");
        assertThatExceptionOfType(KernelBug.class).isThrownBy(() -> memmap.checkPutPage(SECURE));
        assertThat(memmap.refcount(SECURE)).isEqualTo(1);
    }

    @Test
    void the_memory_control_group_pays_until_the_last_reference_is_dropped() {
        memmap.getPage(PLAIN);
        memmap.putPage(PLAIN);
        assertThat(memmap.memcg().charged(PLAIN)).isTrue();
        assertThat(memmap.memcg().usage()).isEqualTo(2);

        memmap.putPage(PLAIN);
        assertThat(memmap.memcg().charged(PLAIN)).isFalse();
        assertThat(memmap.memcg().usage()).isEqualTo(1);
    }

    @Test
    void a_frozen_page_is_paid_for() {
        memmap.freeze(PLAIN, 1);

        assertThat(memmap.memcg().charged(PLAIN)).isTrue();
    }
}
