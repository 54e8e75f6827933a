package org.pvlazy.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.pvlazy.conformance.Participant.Phase;
import org.pvlazy.probe.Step;
import org.pvlazy.tla.ActionLabel;
import org.pvlazy.uv.ConfigState;

/** Threads pass the steps at which their slice does not stop. */
class PassedStepsTest {
    private static final Binding BINDING = CoarseSlice.INSTANCE.binding();
    private static final long BOOT = BINDING.offer(new ActionLabel("Boot", List.of()));
    private static final long DISABLE = BINDING.offer(new ActionLabel("Disable", List.of()));

    private final List<String> seen = new ArrayList<>();
    private final List<Integer> kthreads = new ArrayList<>();

    @Test
    void several_commands_are_one_step() {
        World world = run(BOOT);
        assertThat(seen).containsExactly("I at IDLE, V1 at RUN", "I at IDLE, V1 at RUN");
        assertThat(world.machine().kvm().pvHandle()).isEqualTo(1);
        assertThat(world.machine().uv().owner(1)).isEqualTo(1);
    }

    @Test
    void a_kthread_that_is_woken_on_the_way_stops_where_its_slice_says() {
        World world = run(BOOT, DISABLE, at("Z1", Step.R_TEST), at("Z1", Step.K4_DESTROY_CONF));
        assertThat(seen)
                .containsExactly(
                        "I at IDLE, V1 at RUN",
                        "I at IDLE, V1 at RUN",
                        "I at IDLE, V1 at RUN, Z1 at R_TEST",
                        "I at IDLE, V1 at RUN, Z1 at K4_DESTROY_CONF",
                        "I at IDLE, V1 at RUN");
        assertThat(world.machine().uv().state(1)).isEqualTo(ConfigState.ABSENT);
        assertThat(world.machine().mm().users()).isEqualTo(1);
    }

    @Test
    void a_thread_that_a_machine_does_not_have_has_ended_and_keeps_its_place() {
        World world = run(BOOT, DISABLE);
        assertThat(Objects.requireNonNull(world.participant("V2")).phase).isEqualTo(Phase.ENDED);
        assertThat(Objects.requireNonNull(world.participant("Z1")).index).isEqualTo(3);
        assertThat(kthreads).containsExactly(0, 0, 1);
    }

    private static long at(String thread, Step step) {
        return Offer.of(CoarseSlice.INSTANCE.threads().place(thread), step);
    }

    /** Grants the offers and notes where the threads stand before each and at the end. */
    private World run(long... offers) {
        World.Director director = new World.Director() {
            private int next;

            @Override
            public long next(World world) {
                seen.add(String.join(
                        ", ",
                        world.participants().stream()
                                .filter(Participant::parked)
                                .map(thread -> thread.name + " at " + thread.step)
                                .toList()));
                kthreads.add(world.kthreads());
                return next == offers.length ? STOP : offers[next++];
            }
        };
        try (Crew crew = new Crew()) {
            World world = new World(CoarseSlice.parameters(), crew, director);
            assertThat(world.run(Duration.ofSeconds(20))).isTrue();
            assertThat(nothingWrong(world)).isNull();
            return world;
        }
    }

    private static @Nullable Throwable nothingWrong(World world) {
        return world.failure() == null ? world.directorFailure() : world.failure();
    }
}
