package org.pvlazy.tlc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class PackedRowsTest {
    private static final int[] LIMITS = {2, 250, 300, 66_000, 70_000_000};

    @Test
    void rows_come_back_as_they_were_although_columns_were_widened_meanwhile() {
        Random random = new Random(20210728);
        int[][] rows = new int[9000][LIMITS.length];
        PackedRows packed = new PackedRows(LIMITS.length);
        int widened = 0;
        for (int row = 0; row < rows.length; row++) {
            for (int column = 0; column < LIMITS.length; column++) {
                // Larger numbers later.
                rows[row][column] = random.nextInt(1 + (int) ((long) LIMITS[column] * (row + 1) / rows.length));
            }
            widened += packed.pack(rows[row]) ? 1 : 0;
            assertThat(packed.add()).isEqualTo(row);
        }
        assertThat(widened).isBetween(4, 5);
        assertThat(packed.size()).isEqualTo(rows.length);
        for (int row = 0; row < rows.length; row++) {
            for (int column = 0; column < LIMITS.length; column++) {
                assertThat(packed.get(row, column)).isEqualTo(rows[row][column]);
            }
        }
    }

    @Test
    void a_row_is_found_again_by_its_hash_and_its_numbers() {
        PackedRows packed = new PackedRows(3);
        packed.pack(new int[] {1, 2, 3});
        packed.add();
        packed.pack(new int[] {1, 2, 4});
        packed.add();
        assertThat(packed.pack(new int[] {1, 2, 3})).isFalse();
        assertThat(packed.hash()).isEqualTo(packed.hash(0)).isNotEqualTo(packed.hash(1));
        assertThat(packed.isPacked(0)).isTrue();
        assertThat(packed.isPacked(1)).isFalse();
        assertThat(packed.pack(new int[] {1, 2, 256 + 3})).isTrue();
        assertThat(packed.isPacked(0)).isFalse();
    }

    @Test
    void narrow_columns_take_a_byte_each() {
        PackedRows packed = new PackedRows(40);
        packed.pack(new int[40]);
        packed.add();
        assertThat(packed.bytes()).isEqualTo(4096 * 40);
    }
}
