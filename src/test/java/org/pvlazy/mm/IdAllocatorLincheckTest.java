package org.pvlazy.mm;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.BitSet;
import org.jetbrains.lincheck.LincheckAssertionError;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.pvlazy.lincheck.Linearizability;
import org.pvlazy.probe.Sanitizer;
import org.pvlazy.probe.Sanitizer.KernelBug;

@Tag("lincheck")
class IdAllocatorLincheckTest {
    @Test
    void the_lowest_free_number_is_handed_out_and_nothing_is_freed_twice() {
        Linearizability.check(Allocator.class, Lowest.class);
    }

    @Test
    void without_a_monitor_two_threads_get_one_number() {
        assertThatThrownBy(() -> Linearizability.check(Unguarded.class, Lowest.class))
                .isInstanceOf(LincheckAssertionError.class)
                .hasMessageContaining("allocate(): 1");
    }

    /** What is checked. */
    @Param(name = "id", gen = IntGen.class, conf = "1:3")
    public static class Allocator {
        private final IdAllocator ids = new IdAllocator("table", new Sanitizer());

        @Operation
        public int allocate() {
            return ids.allocate();
        }

        @Operation
        public boolean free(@Param(name = "id") int id) {
            try {
                ids.free(id);
                return true;
            } catch (KernelBug doubleFree) {
                return false;
            }
        }

        @Operation
        public int count() {
            return ids.count();
        }
    }

    /** The specification: which numbers are taken. */
    public static class Lowest {
        private final boolean[] taken = new boolean[16];

        public int allocate() {
            int id = 1;
            while (taken[id]) {
                id++;
            }
            taken[id] = true;
            return id;
        }

        public boolean free(int id) {
            boolean was = taken[id];
            taken[id] = false;
            return was;
        }

        public int count() {
            int count = 0;
            for (boolean each : taken) {
                count += each ? 1 : 0;
            }
            return count;
        }
    }

    /** A seeded fault: the allocator without its monitor. */
    public static class Unguarded {
        private final BitSet allocated = new BitSet();

        @Operation
        public int allocate() {
            int id = allocated.nextClearBit(1);
            allocated.set(id);
            return id;
        }
    }
}
