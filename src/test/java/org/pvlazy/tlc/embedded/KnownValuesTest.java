package org.pvlazy.tlc.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pvlazy.tlc.embedded.KnownValues.Known;
import tlc2.util.FP64;
import tlc2.value.impl.IntValue;

class KnownValuesTest {
    private static final int THREADS = 4;
    private static final int VALUES = 3000;

    @BeforeEach
    void choose_a_polynomial() {
        FP64.Init(0);
    }

    @Test
    void a_value_is_known_from_its_first_look_up_on() {
        KnownValues values = new KnownValues();
        Known first = values.of(IntValue.gen(5));
        assertThat(values.of(IntValue.gen(5))).isSameAs(first);
        assertThat(values.of(IntValue.gen(6))).isNotSameAs(first);
        assertThat(first.id).isNegative();
    }

    @Test
    void threads_that_meet_new_values_at_the_same_time_agree_on_them() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(THREADS);
        try {
            for (int round = 0; round < 50; round++) {
                KnownValues values = new KnownValues();
                CyclicBarrier start = new CyclicBarrier(THREADS);
                List<Future<List<Known>>> all = new ArrayList<>();
                for (int thread = 0; thread < THREADS; thread++) {
                    all.add(pool.submit(() -> lookUp(values, start)));
                }
                List<Known> first = all.get(0).get();
                assertThat(first).hasSize(VALUES).doesNotHaveDuplicates();
                for (Future<List<Known>> other : all) {
                    assertThat(other.get()).isEqualTo(first);
                }
            }
        } finally {
            pool.shutdownNow();
        }
    }

    /** Complains if what is found is another value. */
    private static List<Known> lookUp(KnownValues values, CyclicBarrier start) throws Exception {
        start.await();
        List<Known> found = new ArrayList<>();
        for (int i = 0; i < VALUES; i++) {
            found.add(values.of(IntValue.gen(i)));
        }
        return found;
    }
}
