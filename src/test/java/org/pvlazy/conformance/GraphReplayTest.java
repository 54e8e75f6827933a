package org.pvlazy.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pvlazy.tlc.Manifest;
import org.pvlazy.tlc.Progress;

/** Replays a copy of the specifications in which something was changed. */
class GraphReplayTest {
    private static final String MODEL = "reboot-v2-batches";
    private static final String CFG = "models/reboot-v2-batches.cfg";

    @TempDir
    private Path specs;

    @BeforeEach
    void copy_the_specifications() throws IOException {
        Files.createDirectory(specs.resolve("models"));
        try (Stream<Path> files = Files.list(ModelGraph.SPECS)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                Files.copy(file, specs.resolve(file.getFileName()));
            }
        }
        Files.copy(ModelGraph.SPECS.resolve(CFG), specs.resolve(CFG));
    }

    @Test
    void the_specification_as_it_is_conforms() {
        ReplayOutcome outcome = replay();
        assertThat(outcome.divergences()).isEmpty();
        assertThat(outcome.conforms()).isTrue();
        assertThat(outcome.states()).isEqualTo(1058);
        assertThat(outcome.edgesReplayed()).isEqualTo(outcome.edges());
        assertThat(outcome.steps()).isEqualTo(outcome.lowerBoundSteps());
        // At the start of every path and after every step.
        assertThat(outcome.enabledSetsCompared()).isEqualTo(outcome.steps() + outcome.paths());
        assertThat(outcome.variablesCompared()).isEqualTo(variables() * outcome.enabledSetsCompared());
        assertThat(outcome.idleActions())
                .contains("C2_SetSync")
                .doesNotContain("Enable", "M1_MakeSecure", "K8_FreeDonated");
        assertThat(outcome.stepsPerEdge()).isBetween(1.0, 10.0);
    }

    @Test
    void other_counts_than_the_manifests_are_a_divergence_although_every_edge_agrees() throws IOException {
        edit("manifest.json", "\"distinct\": 1058", "\"distinct\": 1059");
        ReplayOutcome outcome = replay();
        assertThat(outcome.conforms()).isFalse();
        assertThat(outcome.edgesReplayed()).isEqualTo(outcome.edges());
        assertThat(outcome.divergences()).extracting(Divergence::message).containsExactly("""
                        divergence in reboot-v2-batches after step 0, - by thread -
                          state graph
                            expected  1059 distinct states, 3218 generated
                            actual    1058 distinct states, 3218 generated
                          specification  models/reboot-v2-batches.cfg
                          implementation -""");
    }

    @Test
    void a_constant_that_was_made_smaller_is_found() throws IOException {
        edit(CFG, "NPages              = 3", "NPages              = 2");
        ReplayOutcome outcome = replay();
        assertThat(outcome.conforms()).isFalse();
        assertThat(outcome.divergences()).extracting(Divergence::what).containsExactly("state graph");
    }

    @Test
    void an_action_that_was_removed_is_named() throws IOException {
        edit("Lifecycle.tla", "    \\/ \\E k \\in Kthreads : K3b_SetSync(k)\n", "");
        ReplayOutcome outcome = replay();
        assertThat(outcome.conforms()).isFalse();
        assertThat(outcome.edgesReplayed()).isLessThan(outcome.edges());
        assertThat(outcome.divergences())
                .filteredOn(divergence -> divergence.what().equals(Divergence.ENABLED))
                .isNotEmpty()
                .allSatisfy(divergence -> assertThat(divergence.actual())
                        .isEqualTo("only the implementation can take K1 at K3b_SetSync"));
    }

    @Test
    void an_action_that_does_something_else_is_named_with_its_place() throws IOException {
        edit("Zombie.tla", "/\\ sync' = TRUE\n", "/\\ sync' = sync\n");
        assertThat(replay().divergences())
                .filteredOn(divergence -> divergence.what().equals("sync"))
                .isNotEmpty()
                .allSatisfy(divergence -> {
                    assertThat(divergence.action()).isEqualTo("K3b_SetSync(k = \"K1\")");
                    assertThat(divergence.expected()).isEqualTo("FALSE");
                    assertThat(divergence.actual()).isEqualTo("TRUE");
                    assertThat(divergence.specSource()).matches("Zombie\\.tla:\\d+");
                    assertThat(divergence.javaSource()).startsWith("org.pvlazy.kvm.DestroyVmThread.cleanAddressSpace(");
                });
    }

    @Test
    void another_initial_state_takes_no_step() throws IOException {
        edit("Lifecycle.tla", "/\\ flag = [p \\in Pages |-> FALSE]", "/\\ flag = [p \\in Pages |-> TRUE]");
        ReplayOutcome outcome = replay();
        assertThat(outcome.steps()).isZero();
        assertThat(outcome.edgesReplayed()).isZero();
        assertThat(outcome.divergences())
                .filteredOn(divergence -> divergence.what().equals("flag"))
                .isNotEmpty()
                .allSatisfy(divergence -> assertThat(divergence.action()).isEqualTo("Init"));
    }

    @Test
    void a_graph_without_steps_is_compared_at_its_only_state() throws IOException {
        edit("Lifecycle.tla", "\nNext ==\n", "\nNext == \\E v \\in VmIds : Disable(v)\n\nOld ==\n");
        ReplayOutcome outcome = replay();
        assertThat(outcome.edges()).isZero();
        assertThat(outcome.conforms()).isFalse();
        assertThat(outcome.divergences()).extracting(Divergence::what).contains(Divergence.ENABLED);
    }

    @Test
    void an_action_that_nobody_knows_is_named() throws IOException {
        edit("Userspace.tla", "\nDisable(v) ==\n", "\nSwitchOff(v) ==\n");
        edit("Lifecycle.tla", "VmIds : Disable(v)", "VmIds : SwitchOff(v)");
        assertThatThrownBy(this::replay)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("unknown action SwitchOff");
    }

    @Test
    void a_failure_in_a_worker_is_passed_on() {
        GraphReplay replay = new GraphReplay(Manifest.read(specs), new ReplayProgress() {
            @Override
            public void steps(long taken, long all) {
                throw new IllegalStateException("no more paper");
            }
        });
        assertThatThrownBy(() -> replay.run(Manifest.read(specs).model(MODEL)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the replay of reboot-v2-batches failed: java.lang.IllegalStateException: no more paper");
    }

    @Test
    void it_tells_how_far_it_is() {
        List<Progress> graphs = new ArrayList<>();
        List<Long> tours = new ArrayList<>();
        AtomicLong last = new AtomicLong();
        ReplayOutcome outcome = new GraphReplay(Manifest.read(specs), new ReplayProgress() {
                    @Override
                    public void graph(Progress progress) {
                        graphs.add(progress);
                    }

                    @Override
                    public void tour(long wanted) {
                        tours.add(wanted);
                    }

                    @Override
                    public void steps(long taken, long all) {
                        assertThat(taken).isBetween(last.getAndSet(taken) + 1, all);
                    }
                })
                .run(Manifest.read(specs).model(MODEL));
        assertThat(graphs)
                .singleElement()
                .satisfies(progress -> assertThat(progress.distinct()).isBetween(1024L, (long) outcome.states()));
        assertThat(tours)
                .isSortedAccordingTo(Comparator.reverseOrder())
                .endsWith(0L)
                .hasSizeGreaterThan(3);
        assertThat(last).hasValue(outcome.steps());
    }

    private static long variables() {
        return new LifecycleProjection(ModelGraph.parameters(MODEL)).names().size();
    }

    private ReplayOutcome replay() {
        Manifest manifest = Manifest.read(specs);
        return new GraphReplay(manifest, ReplayProgress.NONE).run(manifest.model(MODEL));
    }

    private void edit(String file, String from, String to) throws IOException {
        String text = Files.readString(specs.resolve(file));
        assertThat(text).contains(from);
        Files.writeString(specs.resolve(file), text.replace(from, to));
    }
}
