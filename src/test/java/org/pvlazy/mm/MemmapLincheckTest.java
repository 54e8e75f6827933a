package org.pvlazy.mm;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import org.jetbrains.lincheck.LincheckAssertionError;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.pvlazy.lincheck.Linearizability;
import org.pvlazy.probe.Sanitizer;
import org.pvlazy.probe.Sanitizer.KernelBug;

/** The reference count of a page that an import freezes while others take and drop references. */
@Tag("lincheck")
class MemmapLincheckTest {
    @Test
    void nobody_gets_a_frozen_page_as_posted() {
        Linearizability.check(Posted.class, Count.class);
    }

    @Test
    void with_the_bias_references_of_a_frozen_page_may_be_dropped() {
        Linearizability.check(Biased.class, BiasedCount.class);
    }

    @Test
    void a_look_at_the_count_before_it_is_written_is_too_early() {
        assertThatThrownBy(() -> Linearizability.check(LookThenWrite.class, Count.class))
                .isInstanceOf(LincheckAssertionError.class)
                .hasMessageContaining("tryGet(): true");
    }

    /** What is checked: one page, with the one reference of its mapping. */
    @Param(name = "expected", gen = IntGen.class, conf = "1:2")
    public static class Posted {
        private static final int PAGE = 1;

        private final Memmap memmap;
        /** What an import expects. Only imports touch it, one at a time. */
        private int frozenAt;

        public Posted() {
            this(false);
        }

        Posted(boolean bias) {
            memmap = new Memmap(PAGE, bias, pfn -> false, new Sanitizer());
        }

        @Operation
        public boolean tryGet() {
            return memmap.tryGetPage(PAGE);
        }

        @Operation
        public boolean put() {
            try {
                memmap.putPage(PAGE);
                return true;
            } catch (KernelBug notAllowed) {
                return false;
            }
        }

        @Operation(nonParallelGroup = "import")
        public boolean freeze(@Param(name = "expected") int expected) {
            boolean frozen = memmap.freeze(PAGE, expected);
            frozenAt = frozen ? expected : frozenAt;
            return frozen;
        }

        @Operation(nonParallelGroup = "import")
        public void unfreeze() {
            if (frozenAt > 0) {
                memmap.unfreeze(PAGE, frozenAt);
                frozenAt = 0;
            }
        }

        @Operation
        public int references() {
            return memmap.references(PAGE);
        }
    }

    /** The same with the repair. */
    @Param(name = "expected", gen = IntGen.class, conf = "1:2")
    public static class Biased extends Posted {
        public Biased() {
            super(true);
        }
    }

    /** The specification: a count, and whether the page is frozen. */
    public static class Count {
        private final boolean bias;
        private int count = 1;
        private boolean frozen;

        public Count() {
            this(false);
        }

        Count(boolean bias) {
            this.bias = bias;
        }

        public boolean tryGet() {
            boolean possible = !frozen && count > 0;
            count += possible ? 1 : 0;
            return possible;
        }

        public boolean put() {
            boolean possible = frozen ? bias : count > 0;
            count -= possible ? 1 : 0;
            return possible;
        }

        public boolean freeze(int expected) {
            boolean possible = !frozen && count == expected;
            frozen |= possible;
            return possible;
        }

        public void unfreeze() {
            frozen = false;
        }

        public int references() {
            return count;
        }
    }

    /** The same with the repair. */
    public static class BiasedCount extends Count {
        public BiasedCount() {
            super(true);
        }
    }

    /** A seeded fault: try_get_page looks at the count and then adds to whatever is there. */
    public static class LookThenWrite {
        private final AtomicInteger count = new AtomicInteger(1);

        @Operation
        public boolean tryGet() {
            boolean possible = count.get() > 0;
            if (possible) {
                count.incrementAndGet();
            }
            return possible;
        }

        @Operation
        public boolean put() {
            return count.getAndUpdate(seen -> Math.max(0, seen - 1)) > 0;
        }
    }
}
