package org.pvlazy.mm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pvlazy.probe.Step.OM_CALL;
import static org.pvlazy.probe.Step.OM_DECIDE;
import static org.pvlazy.probe.Step.OM_LOCK;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.pvlazy.probe.Step;

class OutOfMemoryTest {
    private final List<Step> steps = new ArrayList<>();
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final OutOfMemory oom = new OutOfMemory((step, frame) -> steps.add(step));
    private final OomNotifierChain chain = oom.chain();

    @Test
    void without_notifiers_a_process_is_killed() {
        assertThat(oom.outOfMemory(false)).isFalse();

        assertThat(oom.kills()).isEqualTo(1);
        assertThat(steps).containsExactly(OM_LOCK, OM_DECIDE);
    }

    @Test
    void a_page_that_is_reported_saves_the_process() {
        chain.register(new Reporter("balloon", 80, 1));

        assertThat(oom.outOfMemory(false)).isTrue();
        assertThat(oom.kills()).isZero();
        assertThat(steps).containsExactly(OM_LOCK, OM_CALL, OM_DECIDE);
    }

    @Test
    void a_notifier_with_nothing_to_report_saves_nobody() {
        chain.register(new Reporter("balloon", 80, 0));

        assertThat(oom.outOfMemory(false)).isFalse();
        assertThat(oom.kills()).isEqualTo(1);
    }

    @Test
    void a_memory_control_group_asks_nobody() {
        chain.register(new Reporter("balloon", 80, 1));

        assertThat(oom.outOfMemory(true)).isFalse();
        assertThat(calls).isEmpty();
        assertThat(steps).containsExactly(OM_LOCK, OM_DECIDE);
    }

    @Test
    void notifiers_are_called_by_priority_then_in_the_order_of_registration() {
        chain.register(new Reporter("first 70", 70, 0));
        chain.register(new Reporter("0", 0, 0));
        chain.register(new Reporter("80", 80, 0));
        chain.register(new Reporter("second 70", 70, 0));
        oom.outOfMemory(false);

        assertThat(calls).containsExactly("80", "first 70", "second 70", "0");
    }

    @Test
    void each_notifier_sees_what_those_before_it_reported() {
        List<Long> seen = new ArrayList<>();
        OutOfMemory watched = new OutOfMemory((step, frame) -> {
            if (step == OM_CALL && frame instanceof OomRound round) {
                assertThat(round.rest()).hasSize(2 - seen.size());
                seen.add(round.freed().pages());
            }
        });
        watched.chain().register(new Reporter("a", 80, 5));
        watched.chain().register(new Reporter("b", 70, 7));
        watched.outOfMemory(false);

        assertThat(seen).containsExactly(0L, 5L);
    }

    @Test
    void an_unregistered_notifier_is_not_called() {
        Reporter gone = new Reporter("gone", 70, 1);
        chain.register(gone);
        chain.register(new Reporter("left", 70, 0));
        chain.unregister(gone);
        oom.outOfMemory(false);

        assertThat(calls).containsExactly("left");
        assertThat(chain.notifiers()).hasSize(1);
    }

    @Timeout(60)
    @Test
    void unregistering_waits_for_the_callback_that_runs() throws Exception {
        CountDownLatch inCallback = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        OomNotifier slow = new OomNotifier() {
            @Override
            public int priority() {
                return 70;
            }

            @Override
            public void call(OomRound round) {
                inCallback.countDown();
                await(goOn);
                calls.add("returns");
            }
        };
        chain.register(slow);
        Thread allocator = started(() -> oom.outOfMemory(false));
        await(inCallback);
        assertThat(chain.called()).isTrue();
        Thread zombie = started(() -> {
            chain.unregister(slow);
            calls.add("unregistered");
        });
        while (zombie.getState() != Thread.State.WAITING && zombie.isAlive()) {
            Thread.onSpinWait();
        }
        goOn.countDown();
        zombie.join();
        allocator.join();

        assertThat(calls).containsExactly("returns", "unregistered");
        assertThat(chain.called()).isFalse();
    }

    private static Thread started(Runnable body) {
        Thread thread = new Thread(body);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private final class Reporter implements OomNotifier {
        private final String name;
        private final int priority;
        private final long pages;

        Reporter(String name, int priority, long pages) {
            this.name = name;
            this.priority = priority;
            this.pages = pages;
        }

        @Override
        public int priority() {
            return priority;
        }

        @Override
        public void call(OomRound round) {
            calls.add(name);
            round.freed().add(pages);
        }
    }
}
