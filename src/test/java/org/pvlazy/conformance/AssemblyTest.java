package org.pvlazy.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.pvlazy.tla.TlaValue;

class AssemblyTest {
    private final Assembly assembly = new Assembly(TlaValue::tuple);

    @Test
    void the_same_parts_make_the_same_object() {
        TlaValue first = assembled(1, 2);
        assertThat(assembled(1, 2)).isSameAs(first);
    }

    @Test
    void fewer_parts_and_then_more_make_other_values() {
        assertThat(assembled(1, 2)).hasToString("<<1, 2>>");
        assertThat(assembled(1)).hasToString("<<1>>");
        assertThat(assembled()).hasToString("<<>>");
        assertThat(assembled(1, 2)).hasToString("<<1, 2>>");
    }

    @Test
    void what_was_begun_and_not_ended_leaves_nothing_behind() {
        assembled(1, 2);
        assembly.begin().add(TlaValue.of(7));
        assertThat(assembled(1, 2)).hasToString("<<1, 2>>");
        assembly.begin().add(TlaValue.of(7));
        assertThat(assembled(7, 2)).hasToString("<<7, 2>>");
    }

    @Test
    void whatever_came_before_the_value_is_that_of_the_parts() {
        Random random = new Random(20210728);
        for (int round = 0; round < 2000; round++) {
            int[] parts = random.ints(random.nextInt(12), 0, 3).toArray();
            List<TlaValue> wanted = new ArrayList<>();
            for (int part : parts) {
                wanted.add(TlaValue.of(part));
            }
            assertThat(assembled(parts)).isEqualTo(TlaValue.tuple(wanted));
        }
    }

    private TlaValue assembled(int... parts) {
        assembly.begin();
        for (int part : parts) {
            assembly.add(TlaValue.of(part));
        }
        return assembly.end();
    }
}
