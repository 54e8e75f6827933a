package org.pvlazy.mm;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jetbrains.lincheck.LincheckAssertionError;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.pvlazy.lincheck.Linearizability;

@Tag("lincheck")
class OomNotifierChainLincheckTest {
    @Test
    void whoever_is_registered_is_called_and_the_higher_priorities_first() {
        Linearizability.check(Chain.class, Sorted.class);
    }

    @Test
    void without_its_semaphore_a_notifier_is_lost() {
        assertThatThrownBy(() -> Linearizability.check(Unguarded.class, Sorted.class))
                .isInstanceOf(LincheckAssertionError.class)
                .hasMessageContaining("register(");
    }

    /** A notifier that does nothing. Two of one priority are the same. */
    private record Silent(int priority) implements OomNotifier {
        @Override
        public void call(OomRound round) {}
    }

    /** What is checked: one notifier for each of three priorities. */
    @Param(name = "priority", gen = IntGen.class, conf = "0:2")
    public static class Chain {
        private final OomNotifierChain chain = new OomNotifierChain();
        private final List<OomNotifier> notifiers = List.of(new Silent(0), new Silent(1), new Silent(2));

        @Operation
        public void register(@Param(name = "priority") int priority) {
            chain.register(notifiers.get(priority));
        }

        /** Takes every registration of it away. */
        @Operation
        public void unregister(@Param(name = "priority") int priority) {
            chain.unregister(notifiers.get(priority));
        }

        @Operation
        public List<Integer> call() {
            chain.lock();
            try {
                List<Integer> priorities = new ArrayList<>();
                for (OomNotifier notifier : chain.notifiers()) {
                    priorities.add(notifier.priority());
                }
                return priorities;
            } finally {
                chain.unlock();
            }
        }
    }

    /** The specification. */
    public static class Sorted {
        private final List<Integer> priorities = new ArrayList<>();

        public void register(int priority) {
            priorities.add(priority);
            priorities.sort(Comparator.reverseOrder());
        }

        public void unregister(int priority) {
            priorities.removeIf(other -> other == priority);
        }

        public List<Integer> call() {
            return List.copyOf(priorities);
        }
    }

    /** A seeded fault: the list is replaced without the semaphore. */
    @Param(name = "priority", gen = IntGen.class, conf = "0:2")
    public static class Unguarded {
        private volatile List<Integer> priorities = List.of();

        @Operation
        public void register(@Param(name = "priority") int priority) {
            List<Integer> longer = new ArrayList<>(priorities);
            longer.add(priority);
            longer.sort(Comparator.reverseOrder());
            priorities = longer;
        }

        @Operation
        public List<Integer> call() {
            return List.copyOf(priorities);
        }
    }
}
