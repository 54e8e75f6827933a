package org.pvlazy.mm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pvlazy.probe.Sanitizer;
import org.pvlazy.probe.Sanitizer.KernelBug;

class IdAllocatorTest {
    private final IdAllocator tables = new IdAllocator("table", new Sanitizer());

    @Test
    void the_lowest_free_number_is_handed_out() {
        assertThat(tables.allocate()).isEqualTo(1);
        assertThat(tables.allocate()).isEqualTo(2);
        tables.free(1);
        assertThat(tables.allocated(1)).isFalse();
        assertThat(tables.allocate()).isEqualTo(1);
        assertThat(tables.allocate()).isEqualTo(3);

        List<Integer> all = new ArrayList<>();
        tables.forEachAllocated(all::add);
        assertThat(all).containsExactly(1, 2, 3);
        assertThat(tables.count()).isEqualTo(3);
    }

    @Test
    void freeing_twice_is_a_splat() {
        tables.free(tables.allocate());

        assertThatExceptionOfType(KernelBug.class)
                .isThrownBy(() -> tables.free(1))
                .withMessage("DOUBLE_FREE: table 1");
        assertThatExceptionOfType(KernelBug.class).isThrownBy(() -> tables.free(0));
    }
}
