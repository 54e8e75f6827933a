package org.pvlazy.conformance;

import java.util.Map;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import org.pvlazy.kvm.ImportState;
import org.pvlazy.kvm.Machine;
import org.pvlazy.kvm.PfnBatch;
import org.pvlazy.mm.Memmap;
import org.pvlazy.probe.Sanitizer.Splat;
import org.pvlazy.probe.Step;
import org.pvlazy.uv.Ultravisor;

/** How the implementation notices that a property of the slice pages is violated. */
final class PageLifeDetectors {
    static final Map<String, Detector> ALL = Map.of(
            "NoPutOfFrozenPage", Detector.report(Splat.FROZEN_PAGE_PUT),
            "NoGetOfFrozenPage", Detector.report(Splat.FROZEN_PAGE_GET),
            "LockedPageAllocated", PageLifeDetectors::lockedFreePage,
            "FlagSound", PageLifeDetectors::lostFlag,
            "ImportAccepted", PageLifeDetectors::doomedImport,
            "LiveUntouched", PageLifeDetectors::doomedLivePage);

    private PageLifeDetectors() {}

    /** Somebody has locked a page frame that the allocator has, and may hand out to anybody. */
    private static @Nullable String lockedFreePage(World world) {
        Memmap memmap = world.machine().memmap();
        return page(
                world,
                "is free, and locked",
                pfn -> memmap.free(pfn) && memmap.locks().holder(pfn) != null);
    }

    /** A configuration owns the page, and nothing says that it might; only in the middle of an import that may be so. */
    private static @Nullable String lostFlag(World world) {
        Memmap memmap = world.machine().memmap();
        return page(
                world,
                "is secure without PG_arch_1",
                pfn -> world.machine().uv().secure(pfn) && !memmap.pgArch1(pfn) && !memmap.frozen(pfn));
    }

    /** An import is about to ask for a page that the Ultravisor will not give. */
    private static @Nullable String doomedImport(World world) {
        Ultravisor uv = world.machine().uv();
        int handle = world.machine().gmap().guestHandle();
        for (Participant thread : world.participants()) {
            if (thread.parked() && thread.step == Step.M5_UVC && thread.frame instanceof ImportState state) {
                int owner = uv.owner(state.page());
                boolean goesOver = uv.featMisc() && uv.shared(state.page());
                if (owner != 0 && owner != handle && !goesOver) {
                    return "page " + state.page() + " of configuration " + owner + " is about to be imported into "
                            + handle;
                }
            }
        }
        return null;
    }

    /** Somebody is about to destroy a page of the configuration in use, and nothing keeps the Ultravisor from doing so. */
    private static @Nullable String doomedLivePage(World world) {
        Machine machine = world.machine();
        int live = machine.kvm().pvHandle();
        for (Participant thread : world.participants()) {
            int page = thread.parked() ? pageToDestroy(thread) : 0;
            if (page != 0
                    && live != 0
                    && machine.uv().owner(page) == live
                    && machine.uv().cpus(live) == 0) {
                return thread.name + " is about to destroy page " + page + " of the running configuration";
            }
        }
        return null;
    }

    /** 0 if the thread is not about to destroy one. */
    private static int pageToDestroy(Participant thread) {
        if (thread.step == Step.P_DESTROY_UVC && thread.frame instanceof PfnBatch batch) {
            return batch.pfn(batch.cursor());
        }
        return thread.step == Step.SV_DESTROY_UVC && thread.frame instanceof Integer page ? page : 0;
    }

    private static @Nullable String page(World world, String wrong, IntPredicate found) {
        for (int pfn = 1; pfn <= world.machine().mm().pages(); pfn++) {
            if (found.test(pfn)) {
                return "page " + pfn + " " + wrong;
            }
        }
        return null;
    }
}
