package org.pvlazy.testgen;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BucketsTest {
    private final Buckets buckets = new Buckets();

    @Test
    void nodes_come_out_by_their_keys() {
        buckets.add(200, 1);
        buckets.add(0, 2);
        buckets.add(63, 3);
        assertPolls(2, 0);
        assertPolls(3, 63);
        buckets.add(64, 4);
        assertPolls(4, 64);
        assertPolls(1, 200);
        assertThat(buckets.poll()).isEqualTo(-1);
    }

    @Test
    void a_bucket_holds_any_number() {
        for (int node = 0; node < 100; node++) {
            buckets.add(5, node);
        }
        for (int node = 99; node >= 0; node--) {
            assertPolls(node, 5);
        }
        assertThat(buckets.poll()).isEqualTo(-1);
    }

    @Test
    void it_begins_again_when_it_is_cleared() {
        buckets.add(7, 1);
        buckets.add(9, 2);
        assertPolls(1, 7);
        buckets.clear();
        assertThat(buckets.poll()).isEqualTo(-1);
        buckets.clear();
        buckets.add(3, 4);
        assertPolls(4, 3);
    }

    private void assertPolls(int node, int key) {
        assertThat(buckets.poll()).isEqualTo(node);
        assertThat(buckets.key()).isEqualTo(key);
    }
}
