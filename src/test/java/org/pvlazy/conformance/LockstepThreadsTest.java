package org.pvlazy.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.pvlazy.kvm.Machine;
import org.pvlazy.probe.Step;

/** What becomes of the threads, above all if one of them does not play along. No test leaves a thread behind. */
@Timeout(60)
class LockstepThreadsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(500);

    private static ModelGraph model;
    private static Script boot;
    /** Up to the first step of a kthread. */
    private static Script reboot;

    private Set<Thread> before = Set.of();

    @BeforeAll
    static void build_the_graph() {
        model = ModelGraph.of("v2-destroy-dirty-current");
        List<String> enable = List.of(
                "Enable", "A1_AllocVm", "C1_CreateConf", "C3_IncProtected", "C5_SetGuestHandle", "C6_CreateCpus");
        List<String> disable = List.of(
                "Disable",
                "CP_DestroyCpus",
                "D1_AllocPriv",
                "D2_GrabMm",
                "D3_GetUsers",
                "E2_ClearGuestHandle",
                "E3_ReplaceAsce",
                "E4_CreateKthread",
                "E5_ZeroPv",
                "E7_WakeUp",
                "K1_First");
        boot = model.script(enable);
        reboot = model.script(Stream.of(enable, disable).flatMap(List::stream).toList());
    }

    @BeforeEach
    void remember_the_threads() {
        before = lockstepThreads();
    }

    @AfterEach
    void no_thread_is_left() throws InterruptedException {
        for (Thread thread : created()) {
            thread.join(10_000);
            assertThat(thread.isAlive()).as("%s is left behind", thread).isFalse();
        }
    }

    @Test
    void threads_are_used_again() {
        Set<Thread> seen = new HashSet<>();
        try (Lockstep lockstep = model.lockstep(Machine::new, PATIENCE)) {
            for (int i = 0; i < 200; i++) {
                assertThat(lockstep.run(reboot)).isNull();
                seen.addAll(created());
            }
        }
        // Four at a time, and a few more where one was not back before the next script began.
        assertThat(seen).hasSizeBetween(4, 20);
    }

    @Test
    void a_crew_that_has_gone_takes_no_more_work() {
        Lockstep lockstep = model.lockstep(Machine::new, PATIENCE);
        lockstep.close();
        assertThatThrownBy(() -> lockstep.run(boot))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the crew has gone");
    }

    @Test
    void a_thread_that_waits_for_ever_is_reported() {
        CountDownLatch never = new CountDownLatch(1);
        Sabotage waiting = Sabotage.in(Step.C3_INC_PROTECTED, (m, f) -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        Divergence divergence = run(boot, waiting, SHORT);
        assertThat(divergence.what()).isEqualTo(Divergence.STUCK);
        assertThat(divergence.action()).isEqualTo("C3_IncProtected");
        assertThat(divergence.thread()).isEqualTo("I");
        assertThat(divergence.expected()).isEqualTo("the thread reaches its next step");
        assertThat(divergence.actual()).isEqualTo("it does not");
        assertThat(divergence.javaSource()).startsWith("org.pvlazy.kvm.PvInit.count(PvInit.java:");
    }

    @Test
    void a_thread_that_wants_a_lock_of_a_parked_one_is_reported_and_gets_it_afterwards() {
        ReentrantLock lock = new ReentrantLock();
        MachineFactory deadlocking = (parameters, switches, probe, environment) -> {
            AtomicBoolean first = new AtomicBoolean(true);
            return new Machine(
                    parameters,
                    switches,
                    (step, frame) -> {
                        if (step == Step.RUN && first.getAndSet(false)) {
                            locked(lock, () -> probe.at(step, frame));
                        } else {
                            probe.at(step, frame);
                            if (step == Step.A1_ALLOC_VM) {
                                locked(lock, () -> {});
                            }
                        }
                    },
                    environment);
        };
        Divergence divergence = run(boot, deadlocking, SHORT);
        assertThat(divergence.what()).isEqualTo(Divergence.STUCK);
        assertThat(divergence.action()).isEqualTo("A1_AllocVm(ok = TRUE)");
    }

    @Test
    void time_is_counted_from_the_last_step_and_not_from_the_first() {
        // Every step takes a while, and all of them together much longer than the patience lasts.
        Duration slow = Duration.ofMillis(80);
        MachineFactory slowly = (parameters, switches, probe, environment) -> new Machine(
                parameters,
                switches,
                (step, frame) -> {
                    probe.at(step, frame);
                    long until = System.nanoTime() + slow.toNanos();
                    while (System.nanoTime() - until < 0) {
                        Thread.onSpinWait();
                    }
                },
                environment);
        try (Lockstep lockstep = model.lockstep(slowly, Duration.ofSeconds(1))) {
            assertThat(lockstep.run(reboot)).isNull();
        }
    }

    @Test
    void a_thread_that_dies_is_reported_with_the_place_where_it_died() {
        Divergence divergence = run(boot, dyingAt(Step.C5_SET_GUEST_HANDLE), PATIENCE);
        assertThat(divergence.what()).isEqualTo(Divergence.DIED);
        assertThat(divergence.action()).isEqualTo("C5_SetGuestHandle");
        assertThat(divergence.position()).isEqualTo(5);
        assertThat(divergence.expected()).isEqualTo("the thread goes on");
        assertThat(divergence.actual()).isEqualTo("java.lang.IllegalStateException: dead");
        assertThat(divergence.javaSource()).startsWith("org.pvlazy.kvm.PvInit.");
    }

    @Test
    void a_kthread_that_dies_is_reported_too() {
        Divergence divergence = run(reboot, dyingAt(Step.K1_FIRST), PATIENCE);
        assertThat(divergence.what()).isEqualTo(Divergence.DIED);
        assertThat(divergence.thread()).isEqualTo("K1");
        assertThat(divergence.javaSource()).startsWith("org.pvlazy.kvm.DrainDeferredList.");
    }

    @Test
    void after_a_failure_the_next_script_runs_on_the_same_threads() {
        AtomicBoolean deadly = new AtomicBoolean(true);
        Sabotage once = Sabotage.in(Step.C5_SET_GUEST_HANDLE, (m, f) -> {
            if (deadly.getAndSet(false)) {
                throw new IllegalStateException("dead");
            }
        });
        try (Lockstep lockstep = model.lockstep(once, PATIENCE)) {
            assertThat(lockstep.run(boot)).isNotNull();
            assertThat(lockstep.run(boot)).isNull();
        }
    }

    @Test
    void a_step_while_unwinding_does_not_ask_for_another() {
        MachineFactory persistent = (parameters, switches, probe, environment) -> new Machine(
                parameters,
                switches,
                (step, frame) -> {
                    try {
                        probe.at(step, frame);
                    } catch (Participant.Cancelled e) {
                        probe.at(step, frame);
                        throw e;
                    }
                },
                environment);
        try (Lockstep lockstep = model.lockstep(persistent, PATIENCE)) {
            assertThat(lockstep.run(boot)).isNull();
            assertThat(lockstep.enabledSetsCompared()).isEqualTo(boot.steps() + 1L);
        }
    }

    private static Sabotage dyingAt(Step step) {
        return Sabotage.in(step, (m, f) -> {
            throw new IllegalStateException("dead");
        });
    }

    private static void locked(ReentrantLock lock, Runnable body) {
        lock.lock();
        try {
            body.run();
        } finally {
            lock.unlock();
        }
    }

    private static Divergence run(Script script, MachineFactory machines, Duration patience) {
        try (Lockstep lockstep = model.lockstep(machines, patience)) {
            return Objects.requireNonNull(lockstep.run(script), "nothing differs");
        }
    }

    private Set<Thread> created() {
        Set<Thread> threads = lockstepThreads();
        threads.removeAll(before);
        return threads;
    }

    private static Set<Thread> lockstepThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("lockstep"))
                .collect(Collectors.toCollection(HashSet::new));
    }
}
