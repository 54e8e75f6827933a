package org.pvlazy.testgen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Another seed: {@code mvn test -Dtest=MinCostFlowTest -Dpvlazy.seed=SEED}. */
class MinCostFlowTest {
    private static final long SEED = Long.getLong("pvlazy.seed", 20210728);

    @Test
    void the_cheaper_of_two_ways_is_filled_first() {
        MinCostFlow network = new MinCostFlow(4, 5);
        int cheapIn = network.add(0, 1, 3, 1);
        int dearIn = network.add(0, 2, 5, 4);
        network.add(1, 3, 3, 0);
        network.add(2, 3, 5, 0);
        int demand = network.add(3, 3, 0, 0);
        assertThat(network.send(0, 3)).isEqualTo(8);
        assertThat(network.flow(cheapIn)).isEqualTo(3);
        assertThat(network.flow(dearIn)).isEqualTo(5);
        assertThat(network.flow(demand)).isZero();
    }

    @Test
    void demand_beyond_the_cheap_way_takes_the_dear_one() {
        MinCostFlow network = new MinCostFlow(3, 3);
        int cheap = network.add(0, 1, 2, 1);
        int dear = network.add(0, 1, 9, 7);
        network.add(1, 2, 5, 0);
        assertThat(network.send(0, 2)).isEqualTo(5);
        assertThat(network.flow(cheap)).isEqualTo(2);
        assertThat(network.flow(dear)).isEqualTo(3);
    }

    @Test
    void flow_that_was_sent_is_taken_back_when_that_is_cheaper() {
        // The shortest way 0-1-2-3 has to give up its middle, so that both units get through.
        MinCostFlow network = new MinCostFlow(4, 5);
        int[] arcs = {
            network.add(0, 1, 1, 1),
            network.add(0, 2, 1, 3),
            network.add(1, 2, 1, 1),
            network.add(1, 3, 1, 3),
            network.add(2, 3, 1, 1),
        };
        assertThat(network.send(0, 3)).isEqualTo(2);
        assertThat(Arrays.stream(arcs).map(network::flow)).containsExactly(1, 1, 0, 1, 1);
    }

    @Test
    void nothing_flows_where_no_way_leads() {
        MinCostFlow network = new MinCostFlow(4, 2);
        int dead = network.add(0, 1, 5, 1);
        network.add(2, 3, 5, 1);
        assertThat(network.send(0, 3)).isZero();
        assertThat(network.flow(dead)).isZero();
    }

    @Test
    void free_cycles_do_not_keep_it_busy() {
        MinCostFlow network = new MinCostFlow(3, 4);
        network.add(0, 1, MinCostFlow.UNBOUNDED, 0);
        network.add(1, 0, MinCostFlow.UNBOUNDED, 0);
        network.add(1, 1, MinCostFlow.UNBOUNDED, 0);
        int last = network.add(1, 2, 4, 0);
        assertThat(network.send(0, 2)).isEqualTo(4);
        assertThat(network.flow(last)).isEqualTo(4);
    }

    @Test
    void dear_ways_need_more_buckets_than_there_were() {
        MinCostFlow network = new MinCostFlow(41, 40);
        for (int node = 0; node < 40; node++) {
            network.add(node, node + 1, 2, 100);
        }
        assertThat(network.send(0, 40)).isEqualTo(2);
    }

    @Test
    void random_networks_agree_with_a_simple_algorithm() {
        Random random = new Random(SEED);
        for (int round = 0; round < 300; round++) {
            int nodes = 2 + random.nextInt(8);
            int[][] arcs = new int[random.nextInt(30)][];
            MinCostFlow network = new MinCostFlow(nodes, arcs.length);
            Reference.Network reference = new Reference.Network(nodes);
            for (int i = 0; i < arcs.length; i++) {
                int from = random.nextInt(nodes);
                int to = random.nextInt(nodes);
                int room = random.nextInt(5);
                int price = random.nextInt(6);
                reference.add(from, to, room, price);
                arcs[i] = new int[] {network.add(from, to, room, price), from, to, room, price};
            }
            long sent = network.send(0, nodes - 1);
            String replay = "round " + round + "; replay with -Dtest=MinCostFlowTest -Dpvlazy.seed=" + SEED;
            assertThat(new long[] {sent, cost(network, arcs)}).as(replay).isEqualTo(reference.send(0, nodes - 1));
            assertIsFlow(network, arcs, new long[] {nodes, sent});
        }
    }

    @Test
    void prices_and_rooms_that_it_cannot_hold_are_refused() {
        MinCostFlow network = new MinCostFlow(2, 1);
        assertThatThrownBy(() -> network.add(0, 1, 1, -1)).hasMessage("no arc has room 1 and price -1");
        assertThatThrownBy(() -> network.add(0, 1, 1, 128)).hasMessage("no arc has room 1 and price 128");
        assertThatThrownBy(() -> network.add(0, 1, -1, 1)).hasMessage("no arc has room -1 and price 1");
    }

    private static long cost(MinCostFlow network, int[][] arcs) {
        return Arrays.stream(arcs)
                .mapToLong(arc -> (long) network.flow(arc[0]) * arc[4])
                .sum();
    }

    /** No arc holds more than it has room for, and what flows into a node flows out of it. */
    private static void assertIsFlow(MinCostFlow network, int[][] arcs, long[] nodesAndSent) {
        int nodes = (int) nodesAndSent[0];
        long[] surplus = new long[nodes];
        for (int[] arc : arcs) {
            assertThat(network.flow(arc[0])).isBetween(0, arc[3]);
            surplus[arc[1]] -= network.flow(arc[0]);
            surplus[arc[2]] += network.flow(arc[0]);
        }
        long[] expected = new long[nodes];
        expected[0] = -nodesAndSent[1];
        expected[nodes - 1] += nodesAndSent[1];
        assertThat(surplus).isEqualTo(expected);
    }
}
