package org.pvlazy.conformance;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pvlazy.mm.Memmap;
import org.pvlazy.probe.Sanitizer.Splat;

/** How the implementation notices that a property of the slice pages is violated. */
final class PageLifeDetectors {
    static final Map<String, Detector> ALL = Map.of(
            "NoFrozenPagePut",
            Detector.report(Splat.FROZEN_PAGE_PUT),
            "LockedPageAllocated",
            PageLifeDetectors::lockedFreePage);

    private PageLifeDetectors() {}

    /** Somebody has locked a page frame that the allocator has, and may hand out to anybody. */
    private static @Nullable String lockedFreePage(World world) {
        Memmap memmap = world.machine().memmap();
        for (int pfn = 1; pfn <= world.machine().mm().pages(); pfn++) {
            if (memmap.free(pfn) && memmap.locks().holder(pfn) != null) {
                return "page " + pfn + " is free, and locked";
            }
        }
        return null;
    }
}
