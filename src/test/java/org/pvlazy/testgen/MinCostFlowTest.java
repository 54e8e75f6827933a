package org.pvlazy.testgen;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Another seed: {@code mvn test -Dtest=MinCostFlowTest -Dpvlazy.seed=SEED}. */
class MinCostFlowTest {
    private static final long SEED = Long.getLong("pvlazy.seed", 20210728);

    @Test
    void a_want_is_met_from_the_nearest_node_that_can_spare_something() {
        // 0 -> 1 -> 2, and 3 -> 2.
        Network network = new Network(new int[][] {{1}, {2}, {}, {2}}, 9, 0, -1, 1);
        assertThat(network.solve()).isTrue();
        assertThat(network.flows()).containsExactly(0, 0, 1);
    }

    @Test
    void what_the_nearest_cannot_spare_comes_from_further_away() {
        Network network = new Network(new int[][] {{1}, {2}, {}, {2}}, MinCostFlow.UNBOUNDED, 0, -5, 2);
        assertThat(network.solve()).isTrue();
        assertThat(network.flows()).containsExactly(3, 3, 2);
    }

    @Test
    void flow_that_was_sent_is_taken_back_when_that_is_cheaper() {
        // 1 is met from 0, one step away, until 3 turns out to be five away from anybody else: 1 then takes from 5.
        int[][] heads = {{1, 2}, {}, {3}, {}, {1}, {6}, {4}, {8}, {9}, {10}, {11}, {3}};
        Network network = new Network(heads, 1, -1, 0, -1, 0, 1, 0, 1, 0, 0, 0, 0);
        assertThat(network.solve()).isTrue();
        assertThat(network.flows()).containsExactly(0, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0);
    }

    @Test
    void a_want_that_no_way_leads_to_cannot_be_met() {
        assertThat(new Network(new int[][] {{1}, {}, {3}, {}}, 5, 0, 0, -5).solve())
                .isFalse();
        assertThat(new Network(new int[][] {{1}, {}}, 1, -2).solve()).isFalse();
    }

    @Test
    void cycles_and_loops_do_not_keep_it_busy() {
        Network network = new Network(new int[][] {{1, 0}, {0, 1, 2}, {2}}, 4, 0, -4);
        assertThat(network.solve()).isTrue();
        assertThat(network.flows()).containsExactly(4, 0, 0, 0, 4, 0);
    }

    @Test
    void far_wants_need_more_buckets_than_there_were() {
        int last = 300;
        int[][] line = new int[last + 1][];
        Arrays.setAll(line, node -> node < last ? new int[] {node + 1} : new int[0]);
        int[] balance = new int[last + 1];
        balance[0] = 2;
        balance[last] = -2;
        Network network = new Network(line, balance);
        assertThat(network.solve()).isTrue();
        assertThat(network.flows()).hasSize(last).containsOnly(2);
    }

    @Test
    void it_tells_how_much_is_still_wanted() {
        List<Long> told = new ArrayList<>();
        new Network(new int[][] {{1}, {2}, {}}, 3, -1, -2).flow.solve(told::add);
        assertThat(told).containsExactly(2L, 0L);
    }

    @Test
    void random_networks_agree_with_a_simple_algorithm() {
        Random random = new Random(SEED);
        int solved = 0;
        for (int round = 0; round < 3000; round++) {
            int nodes = 2 + random.nextInt(9);
            int[][] heads = new int[nodes][];
            Arrays.setAll(
                    heads, node -> random.ints(random.nextInt(5), 0, nodes).toArray());
            int[] balance = random.ints(nodes, -3, 5).toArray();
            Network network = new Network(heads, balance);
            String replay = "round " + round + "; replay with -Dtest=MinCostFlowTest -Dpvlazy.seed=" + SEED;
            long[] best = reference(heads, balance);
            boolean possible = best[0]
                    == Arrays.stream(balance).map(here -> Math.max(0, -here)).sum();
            assertThat(network.solve()).as(replay).isEqualTo(possible);
            if (possible) {
                solved++;
                assertThat(Arrays.stream(network.flows()).sum()).as(replay).isEqualTo(best[1]);
                network.assertMeetsEveryWant(replay);
            }
        }
        assertThat(solved).isGreaterThan(500);
    }

    private static long[] reference(int[][] heads, int[] balance) {
        Reference.Network network = new Reference.Network(heads.length + 2);
        for (int node = 0; node < heads.length; node++) {
            for (int head : heads[node]) {
                network.add(node, head, MinCostFlow.UNBOUNDED, 1);
            }
            if (balance[node] > 0) {
                network.add(heads.length, node, balance[node], 0);
            } else {
                network.add(node, heads.length + 1, -balance[node], 0);
            }
        }
        return network.send(heads.length, heads.length + 1);
    }

    /** A network given by the heads of the arcs out of each node. */
    private static final class Network {
        private final int[][] heads;
        private final int[] balance;
        private final MinCostFlow flow;

        Network(int[][] heads, int... balance) {
            this.heads = heads;
            this.balance = balance;
            int[] first = new int[heads.length + 1];
            for (int node = 0; node < heads.length; node++) {
                first[node + 1] = first[node] + heads[node].length;
            }
            int[] target = Arrays.stream(heads).flatMapToInt(Arrays::stream).toArray();
            flow = new MinCostFlow(first, target, balance.clone());
        }

        boolean solve() {
            return flow.solve(wanted -> {});
        }

        int[] flows() {
            int arcs = Arrays.stream(heads).mapToInt(row -> row.length).sum();
            return IntStream.range(0, arcs).map(flow::flow).toArray();
        }

        /** No flow is negative, no node gives more than it can spare, and none that wants something gets more or less. */
        void assertMeetsEveryWant(String replay) {
            int[] flows = flows();
            assertThat(Arrays.stream(flows)).as(replay).allMatch(units -> units >= 0);
            int[] surplus = new int[heads.length];
            int arc = 0;
            for (int node = 0; node < heads.length; node++) {
                for (int head : heads[node]) {
                    surplus[node] -= flows[arc];
                    surplus[head] += flows[arc++];
                }
            }
            for (int node = 0; node < heads.length; node++) {
                assertThat(surplus[node])
                        .as(replay)
                        .isBetween(-Math.max(0, balance[node]), -Math.min(0, balance[node]));
                assertThat(balance[node] >= 0 || surplus[node] == -balance[node])
                        .as(replay)
                        .isTrue();
            }
        }
    }
}
