package org.pvlazy.conformance;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pvlazy.kvm.DeferredPriv;
import org.pvlazy.kvm.LazyDestroyOomNotifier;
import org.pvlazy.mm.Memmap;
import org.pvlazy.mm.OomRound;
import org.pvlazy.probe.Sanitizer.Splat;
import org.pvlazy.probe.Step;

/** How the implementation notices that a property of the slice oom is violated. */
final class OomDetectors {
    static final Map<String, Detector> ALL = Map.of(
            "NoFreeWhileSecure", Detector.report(Splat.SECURE_PAGE_FREED),
            "ListExclusive", LifecycleDetectors::severalInList,
            "MemcgExact", OomDetectors::charge,
            "OomHonest", OomDetectors::reportsUnfreed,
            "NoKillWhileFreeing", OomDetectors::killsWhileFreeing);

    private OomDetectors() {}

    /** The memory control group pays for a page that is free, or does not for one that is not. */
    private static @Nullable String charge(World world) {
        Memmap memmap = world.machine().memmap();
        for (int pfn = 1; pfn <= world.machine().mm().pages(); pfn++) {
            boolean free = memmap.refcount(pfn) == 0;
            if (free == memmap.memcg().charged(pfn)) {
                return "page " + pfn + (free ? " is free and charged" : " is in use and not charged");
            }
        }
        return null;
    }

    /** The callback is about to report more pages than its kthread gave back since the callback began. */
    private static @Nullable String reportsUnfreed(World world) {
        OomRound round = roundAt(world, Step.OM_READ_AFTER);
        if (round == null || !(round.rest().get(0) instanceof LazyDestroyOomNotifier notifier)) {
            return null;
        }
        DeferredPriv priv = notifier.priv();
        long reported = priv.pagesFreed() - round.before();
        int returned = world.machine().oomAudit().call();
        return reported > returned
                ? "configuration " + priv.handle() + " reports " + reported + " pages, but " + returned
                        + " went back to the allocator"
                : null;
    }

    /** Somebody is about to be killed though pages went back while the allocator waited for them. */
    private static @Nullable String killsWhileFreeing(World world) {
        OomRound round = roundAt(world, Step.OM_DECIDE);
        int returned = world.machine().oomAudit().round();
        return round != null && round.freed().pages() == 0 && returned > 0
                ? returned + " pages went back to the allocator, but nothing was reported and somebody will be killed"
                : null;
    }

    private static @Nullable OomRound roundAt(World world, Step step) {
        Participant allocator = world.participant("O");
        return allocator != null
                        && allocator.parked()
                        && allocator.step == step
                        && allocator.frame instanceof OomRound round
                ? round
                : null;
    }
}
