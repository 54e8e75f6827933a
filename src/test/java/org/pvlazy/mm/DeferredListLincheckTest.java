package org.pvlazy.mm;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.jetbrains.lincheck.LincheckAssertionError;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.pvlazy.lincheck.Linearizability;
import org.pvlazy.probe.Sanitizer;

/** deferred_list with the repair, whose lock is held while it is drained and while a page is set aside; and as posted, without. */
@Tag("lincheck")
class DeferredListLincheckTest {
    @Test
    void under_the_drain_lock_every_page_set_aside_is_drained_once() {
        Linearizability.check(Locked.class, Aside.class);
    }

    @Test
    void as_posted_the_list_is_drained_while_it_is_filled() {
        assertThatThrownBy(() -> Linearizability.check(Posted.class, Aside.class))
                .isInstanceOf(LincheckAssertionError.class)
                .hasMessageContaining("drain()");
    }

    /** What is checked. */
    @Param(name = "pfn", gen = IntGen.class, conf = "1:9")
    public static class Locked {
        final DeferredList list = new DeferredList(2, new Sanitizer(), () -> {});

        @Operation
        public void setAside(@Param(name = "pfn") int pfn) {
            list.drainLock().lock();
            try {
                enter(pfn);
            } finally {
                list.drainLock().unlock();
            }
        }

        @Operation
        public List<Integer> drain() {
            list.drainLock().lock();
            try {
                return takeAll();
            } finally {
                list.drainLock().unlock();
            }
        }

        final void enter(int pfn) {
            ArrayPage array = list.first();
            if (array == null || list.needsArray(array)) {
                array = list.allocate();
                list.add(array);
            }
            list.append(array, pfn);
        }

        final List<Integer> takeAll() {
            List<Integer> pages = new ArrayList<>();
            for (@Nullable ArrayPage array = list.first(); array != null; array = list.first()) {
                for (int i = 0; i < array.count(); i++) {
                    pages.add(array.pfn(i));
                }
                list.delete(array);
                list.free(array);
            }
            return pages;
        }
    }

    /** The specification: array pages of two, the newest first. */
    public static class Aside {
        private final List<List<Integer>> arrays = new ArrayList<>();

        public void setAside(int pfn) {
            if (arrays.isEmpty() || arrays.get(0).size() == 2) {
                arrays.add(0, new ArrayList<>());
            }
            arrays.get(0).add(pfn);
        }

        public List<Integer> drain() {
            List<Integer> pages = new ArrayList<>();
            arrays.forEach(pages::addAll);
            arrays.clear();
            return pages;
        }
    }

    /** A seeded fault, which is the posted code: nobody takes the lock. */
    @Param(name = "pfn", gen = IntGen.class, conf = "1:9")
    public static class Posted extends Locked {
        @Override
        @Operation
        public void setAside(@Param(name = "pfn") int pfn) {
            enter(pfn);
        }

        @Override
        @Operation
        public List<Integer> drain() {
            return takeAll();
        }
    }
}
