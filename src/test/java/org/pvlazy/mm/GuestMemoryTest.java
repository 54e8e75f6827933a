package org.pvlazy.mm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.pvlazy.probe.Probe;
import org.pvlazy.probe.Sanitizer;
import org.pvlazy.probe.Step;

class GuestMemoryTest {
    private static final int PAGE = 1;

    private final Sanitizer sanitizer = new Sanitizer();
    private final Memmap memmap = new Memmap(1, pfn -> false, sanitizer);
    private final GuestMemory anonymous = new GuestMemory(memmap, 1, false);
    private final Mm mm = addressSpace();

    private Mm addressSpace() {
        return new Mm(memmap, 1, new PlainMm(), new Mm.MmContext(Probe.NONE, sanitizer, 0, 0));
    }

    /** Nothing is protected here. */
    private static final class PlainMm implements ArchMm {
        @Override
        public boolean setsAside() {
            return false;
        }

        @Override
        public void destroyPageLazy(int pfn) {
            throw new AssertionError("page " + pfn);
        }

        @Override
        public void exportUnmapped(int pfn, Step step) {
            throw new AssertionError("page " + pfn);
        }

        @Override
        public void destroyContext(DeferredList list) {}
    }

    @Test
    void an_anonymous_page_is_expected_to_have_the_reference_of_its_mapping() {
        anonymous.addMapper(mm);

        assertThat(anonymous.mappers()).isEqualTo(List.of(mm));
        assertThat(anonymous.cached(PAGE)).isFalse();
        assertThat(anonymous.expectedPageRefs(PAGE)).isEqualTo(1);
        assertThat(memmap.refcount(PAGE)).isEqualTo(1);
    }

    @Test
    void a_page_of_shared_memory_has_one_more_for_each_mapping_and_the_page_cache() {
        GuestMemory shared = new GuestMemory(memmap, 1, true);
        shared.addMapper(mm);
        shared.addMapper(addressSpace());

        assertThat(shared.mapcount(PAGE)).isEqualTo(2);
        assertThat(shared.expectedPageRefs(PAGE)).isEqualTo(3);
        assertThat(memmap.refcount(PAGE))
                .as("the first mapping's and the page cache's")
                .isEqualTo(2);
    }

    @Test
    void a_page_that_is_mapped_is_not_faulted_in_again() {
        assertThat(anonymous.faultIn(mm, PAGE)).isTrue();
        assertThat(memmap.refcount(PAGE)).isEqualTo(1);
    }

    @Test
    void a_free_frame_is_faulted_in_afresh() {
        mm.zapPage(PAGE, Step.RUN);
        assertThat(memmap.free(PAGE)).isTrue();
        assertThat(anonymous.available(PAGE)).isTrue();

        assertThat(anonymous.faultIn(mm, PAGE)).isTrue();
        assertThat(mm.present(PAGE)).isTrue();
        assertThat(memmap.refcount(PAGE)).isEqualTo(1);
        assertThat(memmap.locks().holder(PAGE)).isNull();
        assertThat(mm.pteLockHolder(PAGE)).isNull();
    }

    @Test
    void the_page_cache_is_asked_first_and_fed() {
        GuestMemory shared = new GuestMemory(memmap, 1, true);
        mm.zapPage(PAGE, Step.RUN);
        assertThat(memmap.refcount(PAGE)).as("the page cache's").isEqualTo(1);
        shared.faultIn(mm, PAGE);
        assertThat(memmap.refcount(PAGE)).isEqualTo(2);

        mm.zapPage(PAGE, Step.RUN);
        memmap.getPage(PAGE);
        shared.putReclaimed(PAGE);
        assertThat(shared.cached(PAGE)).isFalse();
        assertThat(memmap.free(PAGE)).isTrue();
        shared.faultIn(mm, PAGE);
        assertThat(shared.cached(PAGE)).isTrue();
        assertThat(memmap.refcount(PAGE)).isEqualTo(2);
    }

    @Test
    void a_page_that_somebody_still_holds_stays_in_the_page_cache() {
        GuestMemory shared = new GuestMemory(memmap, 1, true);
        mm.zapPage(PAGE, Step.RUN);
        memmap.getPage(PAGE);
        memmap.getPage(PAGE);

        shared.putReclaimed(PAGE);
        assertThat(shared.cached(PAGE)).isTrue();
        assertThat(memmap.refcount(PAGE)).isEqualTo(2);
    }

    @Test
    void a_frame_that_somebody_still_holds_is_waited_for() throws InterruptedException {
        memmap.getPage(PAGE);
        mm.zapPage(PAGE, Step.RUN);
        assertThat(anonymous.available(PAGE)).isFalse();

        Thread fault = new Thread(() -> anonymous.faultIn(mm, PAGE));
        fault.start();
        memmap.putPage(PAGE);
        fault.join();
        assertThat(mm.present(PAGE)).isTrue();
        assertThat(memmap.refcount(PAGE)).isEqualTo(1);
    }

    @Test
    void a_reaped_address_space_gets_no_pages() {
        mm.reap(PAGE, Step.RUN);
        assertThat(anonymous.faultIn(mm, PAGE)).isFalse();
        assertThat(memmap.free(PAGE)).isTrue();
    }
}
