package org.pvlazy.testgen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.pvlazy.tlc.GraphBuilder;
import org.pvlazy.tlc.GraphOptions;
import org.pvlazy.tlc.Graphs;
import org.pvlazy.tlc.SpecFiles;
import org.pvlazy.tlc.StateGraph;

/** A replay of random graphs with other ones: {@code mvn test -Dtest=TourTest -Dpvlazy.seed=SEED}. */
class TourTest {
    private static final long SEED = Long.getLong("pvlazy.seed", 20210728);
    private static final Path SPECS = Path.of("src/test/resources/testgen");

    @Test
    void a_tour_of_a_specification_takes_every_edge_with_parallel_ones_and_self_loops() {
        StateGraph graph = graph("Turnstile");
        // 0 -cent-> 1, 0 -dime-> 1, 1 -cent-> 2, 1 -dime-> 2, 2 -Pass-> 0, 0 -Look-> 0, 2 -Look-> 2, 1 -Kick-> broken
        assertThat(graph.edges()).isEqualTo(8);
        Tour tour = Tour.of(graph);
        assertIsTour(tour, graph);
        // State 1 is entered by two coins and left by two coins and the kick: one coin more.
        assertThat(tour.steps()).isEqualTo(Reference.fewestSteps(graph)).isEqualTo(9);
    }

    @Test
    void parallel_edges_have_the_same_ends_and_are_taken_each() {
        StateGraph graph = Graphs.of(new int[][] {{1, 1, 1}, {}}, 0);
        Tour tour = Tour.of(graph);
        assertIsTour(tour, graph);
        assertThat(tour.paths()).hasSize(3).allSatisfy(path -> assertThat(path).hasSize(1));
    }

    @Test
    void an_eulerian_graph_is_one_path_without_repetition() {
        StateGraph graph = Graphs.of(new int[][] {{0, 1, 2}, {2, 1}, {0, 0}}, 0);
        Tour tour = Tour.of(graph);
        assertIsTour(tour, graph);
        assertThat(tour.paths()).hasSize(1);
        assertThat(tour.steps()).isEqualTo(graph.edges());
    }

    @Test
    void the_end_of_a_path_costs_nothing() {
        // The loop back would cost two steps more than a new path.
        StateGraph graph = Graphs.of(new int[][] {{1, 1}, {2}, {3}, {0}}, 0);
        assertThat(Tour.of(graph).steps()).isEqualTo(5);
    }

    @Test
    void a_graph_without_edges_has_no_paths() {
        Tour tour = Tour.of(Graphs.of(new int[][] {{}}, 0));
        assertThat(tour.paths()).isEmpty();
        assertThat(tour.steps()).isZero();
    }

    @Test
    void no_tour_of_a_small_graph_has_fewer_steps() {
        Random random = new Random(SEED);
        for (int round = 0; round < 400; round++) {
            StateGraph graph = random(random, 1 + random.nextInt(6), 11);
            Tour tour = Tour.of(graph);
            String replay = replay(round);
            assertIsTour(tour, graph);
            assertThat(tour.steps()).as(replay).isEqualTo(Reference.fewestSteps(graph));
        }
    }

    @Test
    void a_larger_graph_is_covered_too() {
        Random random = new Random(SEED);
        for (int round = 0; round < 20; round++) {
            StateGraph graph = random(random, 300, 900);
            Tour tour = Tour.of(graph);
            assertIsTour(tour, graph);
            assertThat(tour.steps()).as(replay(round)).isEqualTo(graph.edges() + Reference.repetitions(graph));
        }
    }

    @Test
    void a_graph_may_be_deeper_than_the_call_stack() {
        int depth = 200_000;
        int[][] successors = new int[depth + 1][];
        Arrays.setAll(successors, state -> state < depth ? new int[] {state + 1} : new int[] {0, 0});
        StateGraph graph = Graphs.of(successors, 0);
        Tour tour = Tour.of(graph);
        assertThat(tour.steps()).isEqualTo(2L * depth + 2);
        assertThat(tour.paths()).hasSize(1);
    }

    @Test
    void a_tour_stays_with_labels_of_one_kin_and_has_no_more_steps() {
        StateGraph graph = Graphs.of(new int[][] {{0, 0, 0, 0, 0, 0}}, 0);
        Tour plain = Tour.of(graph);
        Tour kind = Tour.of(graph, label -> label % 2, wanted -> {});
        assertIsTour(kind, graph);
        assertThat(kind.steps()).isEqualTo(plain.steps());
        assertThat(changes(plain, graph)).isEqualTo(5);
        assertThat(changes(kind, graph)).isEqualTo(1);
    }

    private static int changes(Tour tour, StateGraph graph) {
        int changes = 0;
        for (int[] path : tour.paths()) {
            for (int step = 1; step < path.length; step++) {
                changes += (graph.labelId(path[step]) - graph.labelId(path[step - 1])) % 2 == 0 ? 0 : 1;
            }
        }
        return changes;
    }

    @Test
    void several_initial_states_are_refused() {
        StateGraph graph = graph("TurnstileTwo");
        assertThatThrownBy(() -> Tour.of(graph))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a tour needs one initial state, not 2");
    }

    @Test
    void unreachable_states_are_refused_even_if_they_are_left_as_often_as_entered() {
        for (int[] elsewhere : List.of(new int[] {1}, new int[] {0}, new int[] {1, 0})) {
            StateGraph graph = Graphs.of(new int[][] {{0}, elsewhere}, 0);
            assertThatThrownBy(() -> Tour.of(graph))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("some states cannot be reached from the initial one");
        }
    }

    private static void assertIsTour(Tour tour, StateGraph graph) {
        BitSet taken = new BitSet();
        long steps = 0;
        for (int[] path : tour.paths()) {
            assertThat(path).isNotEmpty();
            int at = graph.initialStates()[0];
            for (int edge : path) {
                assertThat(edge).isBetween(graph.firstEdge(at), graph.firstEdge(at + 1) - 1);
                taken.set(edge);
                at = graph.target(edge);
            }
            steps += path.length;
        }
        assertThat(taken.cardinality()).isEqualTo(graph.edges());
        assertThat(steps).isEqualTo(tour.steps());
    }

    /** Every state can be reached: each but the first has an edge from an earlier one. */
    private static StateGraph random(Random random, int states, int edges) {
        int[][] successors = new int[states][0];
        for (int state = 1; state < states; state++) {
            add(successors, random.nextInt(state), state);
        }
        for (int edge = states - 1; edge < edges; edge++) {
            add(successors, random.nextInt(states), random.nextInt(states));
        }
        return Graphs.of(successors, 0);
    }

    private static void add(int[][] successors, int from, int to) {
        successors[from] = Arrays.copyOf(successors[from], successors[from].length + 1);
        successors[from][successors[from].length - 1] = to;
    }

    private static String replay(int round) {
        return "round " + round + "; replay with -Dtest=TourTest -Dpvlazy.seed=" + SEED;
    }

    private static StateGraph graph(String config) {
        return GraphBuilder.build(new SpecFiles(SPECS, "Turnstile", config), GraphOptions.strict());
    }
}
