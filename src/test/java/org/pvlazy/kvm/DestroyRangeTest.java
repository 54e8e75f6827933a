package org.pvlazy.kvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pvlazy.probe.Step.P_CLEAR_FLAG;
import static org.pvlazy.probe.Step.P_DESTROY_UVC;
import static org.pvlazy.probe.Step.P_PUT;
import static org.pvlazy.probe.Step.R_GATHER;
import static org.pvlazy.probe.Step.R_TEST;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.pvlazy.probe.Environment.UvcAnswer;
import org.pvlazy.probe.Probe;
import org.pvlazy.probe.Step;
import org.pvlazy.probe.Switches;

class DestroyRangeTest {
    private final ScriptedEnvironment environment = new ScriptedEnvironment();
    private final Notebook notebook = new Notebook();

    @Test
    void a_range_is_destroyed_batch_by_batch() {
        Machine machine = machine(3);
        new DestroyRange(machine).destroyRange(0, 1, 3);

        assertThat(notebook.lines)
                .containsExactly(
                        "R_TEST next=1 r=1 []",
                        "R_GATHER next=1 r=1 []",
                        "P_DESTROY_UVC next=3 r=1 0 of [1, 2]",
                        "P_CLEAR_FLAG next=3 r=1 0 of [1, 2]",
                        "P_PUT next=3 r=1 0 of [1, 2]",
                        "P_DESTROY_UVC next=3 r=1 1 of [1, 2]",
                        "P_CLEAR_FLAG next=3 r=1 1 of [1, 2]",
                        "P_PUT next=3 r=1 1 of [1, 2]",
                        "R_TEST next=3 r=1 []",
                        "R_GATHER next=3 r=1 []",
                        "P_DESTROY_UVC next=4 r=0 0 of [3]",
                        "P_CLEAR_FLAG next=4 r=0 0 of [3]",
                        "P_PUT next=4 r=0 0 of [3]");
        assertThat(machine.memmap().refcount(3)).isEqualTo(1);
    }

    @Test
    void a_batch_that_ends_with_the_range_makes_the_next_walk_fail() {
        Machine machine = machine(2);
        new DestroyRange(machine).destroyRange(0, 1, 2);

        assertThat(notebook.steps).endsWith(P_PUT, R_TEST, R_GATHER);
        assertThat(notebook.last().r()).isEqualTo(-22);
        assertThat(notebook.last().count()).isZero();
    }

    @Test
    void the_walk_stops_when_too_few_users_are_left() {
        Machine machine = machine(3);
        new DestroyRange(machine).destroyRange(1, 1, 3);

        assertThat(notebook.steps).containsExactly(R_TEST);
        assertThat(notebook.last().users()).isEqualTo(1);
        assertThat(notebook.last().end()).isEqualTo(3);
    }

    @Test
    void a_partial_batch_is_finished_even_if_the_users_go_meanwhile() {
        Machine machine = machine(3);
        assertThat(machine.mm().mmgetNotZero()).isTrue();
        notebook.at(P_DESTROY_UVC, machine.mm()::mmput);
        new DestroyRange(machine).destroyRange(1, 1, 3);

        assertThat(notebook.steps)
                .containsExactly(
                        R_TEST,
                        R_GATHER,
                        P_DESTROY_UVC,
                        P_CLEAR_FLAG,
                        P_PUT,
                        P_DESTROY_UVC,
                        P_CLEAR_FLAG,
                        P_PUT,
                        R_TEST);
    }

    @Test
    void a_page_whose_owner_has_a_cpu_keeps_its_flag_and_loses_no_reference() {
        Machine machine = machine(1);
        secure(machine, 1);
        new DestroyRange(machine).destroyRange(0, 1, 1);

        assertThat(notebook.steps).containsExactly(R_TEST, R_GATHER, P_DESTROY_UVC, P_PUT);
        assertThat(machine.memmap().pgArch1(1)).isTrue();
        assertThat(machine.memmap().refcount(1)).isEqualTo(1);
        assertThat(machine.uv().owner(1)).isEqualTo(1);
    }

    @Test
    void a_secure_page_without_a_cpu_behind_it_becomes_accessible() {
        Machine machine = machine(1);
        secure(machine, 1);
        machine.uv().destroyCpu(1);
        new DestroyRange(machine).destroyRange(0, 1, 1);

        assertThat(machine.uv().owner(1)).isZero();
        assertThat(machine.memmap().pgArch1(1)).isFalse();
    }

    @Test
    void a_busy_ultravisor_is_asked_again_without_a_reference_in_between() {
        Machine machine = machine(1);
        environment.answer(P_DESTROY_UVC, UvcAnswer.BUSY, UvcAnswer.BUSY);
        List<Integer> references = new ArrayList<>();
        notebook.whenever(P_DESTROY_UVC, () -> references.add(machine.memmap().refcount(1)));
        new DestroyRange(machine).destroyRange(0, 1, 1);

        assertThat(references).containsExactly(2, 2, 2);
        assertThat(machine.memmap().refcount(1)).isEqualTo(1);
    }

    @Test
    void the_owned_reference_is_there_from_the_uvc_to_the_put() {
        Machine machine = machine(1);
        List<Integer> references = new ArrayList<>();
        notebook.whenever(P_CLEAR_FLAG, () -> references.add(machine.memmap().refcount(1)));
        notebook.whenever(P_PUT, () -> references.add(machine.memmap().refcount(1)));
        new DestroyRange(machine).destroyRange(0, 1, 1);

        assertThat(references).containsExactly(3, 3);
    }

    @Test
    void a_walk_that_meets_no_page_leaves_next_where_it_was() {
        Machine machine = machine(3);
        machine.mm().mmput();
        machine.mm().mmgrab();
        notebook.steps.clear();
        new DestroyRange(machine).destroyRange(-1, 2, 3);

        assertThat(notebook.steps).containsExactly(R_TEST, R_GATHER);
        assertThat(notebook.last().next()).isEqualTo(2);
        assertThat(notebook.last().r()).isZero();
    }

    @Test
    void the_cleaner_frees_a_page_that_was_unmapped_under_it() {
        Machine machine = machine(1);
        notebook.at(P_DESTROY_UVC, machine.mm()::mmput);
        new DestroyRange(machine).destroyRange(0, 1, 1);

        assertThat(machine.memmap().refcount(1)).isZero();
    }

    private Machine machine(int pages) {
        return new Machine(new MachineParameters(pages, 0, 2, 2, true), Switches.V2, notebook, environment);
    }

    private static void secure(Machine machine, int page) {
        machine.uv().createConfig(1, 1);
        machine.uv().createCpu(1, Step.C6_CREATE_CPUS);
        machine.uv().convertToSecure(1, page, Step.M1_MAKE_SECURE);
        machine.memmap().setArch1(page);
    }

    /** Writes down what the cleaner's frame looks like at each step. */
    private static final class Notebook implements Probe {
        final List<Step> steps = new ArrayList<>();
        final List<String> lines = new ArrayList<>();
        private final List<ResetWalkState> frames = new ArrayList<>();
        private final Map<Step, Runnable> looks = new EnumMap<>(Step.class);

        /** Runs in front of the next occurrence of the step. */
        void at(Step step, Runnable once) {
            whenever(step, () -> {
                looks.remove(step);
                once.run();
            });
        }

        /** Runs in front of every occurrence of the step. */
        void whenever(Step step, Runnable look) {
            looks.put(step, look);
        }

        ResetWalkState last() {
            return frames.get(frames.size() - 1);
        }

        @Override
        public void at(Step step, @Nullable Object frame) {
            if (frame instanceof ResetWalkState state) {
                steps.add(step);
                frames.add(state);
                lines.add(step + " " + text(state));
            }
            looks.getOrDefault(step, () -> {}).run();
        }

        private static String text(ResetWalkState state) {
            List<Integer> pfns = new ArrayList<>();
            for (int i = 0; i < state.count(); i++) {
                pfns.add(state.pfn(i));
            }
            String batch = pfns.isEmpty() ? "[]" : state.cursor() + " of " + pfns;
            return "next=" + state.next() + " r=" + state.r() + " " + batch;
        }
    }
}
