package org.pvlazy.kvm;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jetbrains.lincheck.LincheckAssertionError;
import org.jetbrains.lincheck.datastructures.Operation;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.pvlazy.lincheck.Linearizability;
import org.pvlazy.probe.Sanitizer;
import org.pvlazy.probe.Sanitizer.KernelBug;

/** The allocator of struct deferred_priv: VMs allocate, kthreads free. */
@Tag("lincheck")
class PrivsLincheckTest {
    @Test
    void a_priv_is_freed_once_and_all_are_counted() {
        Linearizability.check(Allocator.class, Counter.class);
    }

    @Test
    void without_a_monitor_one_is_not_counted() {
        assertThatThrownBy(() -> Linearizability.check(Unguarded.class, Counter.class))
                .isInstanceOf(LincheckAssertionError.class)
                .hasMessageContaining("allocated()");
    }

    /** What is checked. Everybody may free the one priv that is there from the start. */
    public static class Allocator {
        private final Privs privs = new Privs(new Sanitizer());
        private final DeferredPriv first = privs.allocate();

        @Operation
        public void allocate() {
            DeferredPriv unused = privs.allocate();
        }

        @Operation
        public boolean freeFirst() {
            try {
                privs.free(first);
                return true;
            } catch (KernelBug doubleFree) {
                return false;
            }
        }

        @Operation
        public int allocated() {
            return privs.allocated();
        }
    }

    /** The specification. */
    public static class Counter {
        private int allocated = 1;
        private boolean freed;

        public void allocate() {
            allocated++;
        }

        public boolean freeFirst() {
            boolean possible = !freed;
            freed = true;
            allocated -= possible ? 1 : 0;
            return possible;
        }

        public int allocated() {
            return allocated;
        }
    }

    /** A seeded fault: the allocator without its monitor. */
    public static class Unguarded {
        private int allocated = 1;

        @Operation
        public void allocate() {
            allocated++;
        }

        @Operation
        public int allocated() {
            return allocated;
        }
    }
}
