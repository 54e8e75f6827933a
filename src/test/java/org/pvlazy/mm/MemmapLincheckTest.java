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
    void a_page_is_charged_and_keeps_its_flag_until_it_is_free() {
        Linearizability.check(Last.class, LastCount.class);
    }

    @Test
    void what_is_cleared_before_the_last_reference_is_dropped_may_be_needed_again() {
        assertThatThrownBy(() -> Linearizability.check(ClearThenDrop.class, LastCount.class))
                .isInstanceOf(LincheckAssertionError.class)
                .hasMessageContaining("tryGet(): lost");
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

    /** The same with the repair; one thread drops the references that it has, which the mapping's is not one of. */
    @Param(name = "expected", gen = IntGen.class, conf = "1:2")
    public static class Biased extends Posted {
        private int held;

        public Biased() {
            super(true);
        }

        @Override
        @Operation(nonParallelGroup = "holder")
        public boolean tryGet() {
            boolean got = super.tryGet();
            held += got ? 1 : 0;
            return got;
        }

        @Override
        @Operation(nonParallelGroup = "holder")
        public boolean put() {
            return held > 0 && super.put() && held-- > 0;
        }
    }

    /** The specification: a count, and whether the page is frozen. */
    public static class Count {
        int count = 1;
        boolean frozen;

        public boolean tryGet() {
            boolean possible = !frozen && count > 0;
            count += possible ? 1 : 0;
            return possible;
        }

        public boolean put() {
            boolean possible = !frozen && count > 0;
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
        @Override
        public boolean put() {
            boolean possible = count > 1;
            count -= possible ? 1 : 0;
            return possible;
        }
    }

    /** A page that might be secure, and nobody who freezes it. */
    public static class Last {
        private static final int PAGE = 1;

        private final Memmap memmap = new Memmap(PAGE, pfn -> false, new Sanitizer());
        /** Touched by one thread at a time. */
        private boolean mapped = true;

        public Last() {
            memmap.setArch1(PAGE);
        }

        /** Looks at the page as soon as it has a reference of its own. */
        @Operation
        public String tryGet() {
            if (!memmap.tryGetPage(PAGE)) {
                return "free";
            }
            return memmap.pgArch1(PAGE) && memmap.memcg().charged(PAGE) ? "kept" : "lost";
        }

        /** Drops the reference of the mapping. */
        @Operation(nonParallelGroup = "mapping")
        public boolean unmap() {
            boolean drops = mapped;
            mapped = false;
            return drops && memmap.putPages(PAGE, 1);
        }
    }

    /** The specification. */
    public static class LastCount {
        private boolean mapped = true;
        private int count = 1;

        public String tryGet() {
            count += count > 0 ? 1 : 0;
            return count > 0 ? "kept" : "free";
        }

        public boolean unmap() {
            boolean last = mapped && count == 1;
            count -= mapped ? 1 : 0;
            mapped = false;
            return last;
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

    /** A seeded fault: who sees that its reference is the last one clears the flag, and then drops the reference. */
    public static class ClearThenDrop {
        private final AtomicInteger count = new AtomicInteger(1);
        private boolean mapped = true;
        private volatile boolean flag = true;

        @Operation
        public String tryGet() {
            int before = count.getAndUpdate(seen -> seen > 0 ? seen + 1 : 0);
            if (before == 0) {
                return "free";
            }
            return flag ? "kept" : "lost";
        }

        @Operation(nonParallelGroup = "mapping")
        public boolean unmap() {
            if (!mapped) {
                return false;
            }
            mapped = false;
            int seen;
            do {
                seen = count.get();
                flag &= seen > 1;
            } while (!count.compareAndSet(seen, seen - 1));
            return seen == 1;
        }
    }
}
