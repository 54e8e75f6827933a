package org.pvlazy.conformance;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pvlazy.conformance.Participant.Phase;
import org.pvlazy.kvm.DeferredPriv;
import org.pvlazy.kvm.FdState;
import org.pvlazy.kvm.Kvm;
import org.pvlazy.kvm.LeakDetector;
import org.pvlazy.kvm.Machine;
import org.pvlazy.mm.Mm;
import org.pvlazy.mm.Teardown;
import org.pvlazy.probe.Sanitizer.Splat;
import org.pvlazy.probe.Step;
import org.pvlazy.uv.ConfigState;
import org.pvlazy.uv.Ultravisor;

/** How the implementation notices that a property of the slices reboot and shutdown is violated. */
final class LifecycleDetectors {
    static final Map<String, Detector> ALL = Map.ofEntries(
            Map.entry("NoFreeWhileSecure", Detector.report(Splat.SECURE_PAGE_FREED)),
            Map.entry("NoUvcOnHandleZero", Detector.report(Splat.UVC_HANDLE_ZERO)),
            Map.entry("NoMmUseAfterFree", Detector.report(Splat.MM_USE_AFTER_FREE)),
            Map.entry("CounterNeverUnderflows", Detector.report(Splat.PROTECTED_UNDERFLOW)),
            Map.entry("CurrentDetached", LifecycleDetectors::attached),
            Map.entry("ZombieClean", LifecycleDetectors::dirtyZombie),
            Map.entry("CurrentClean", LifecycleDetectors::dirtyCurrent),
            Map.entry("RefBalance", LifecycleDetectors::unbalanced),
            Map.entry("SyncMode", LifecycleDetectors::lazy),
            Map.entry("NothingLeaks", LifecycleDetectors::leaks),
            Map.entry("DonatedReturned", LifecycleDetectors::leaks),
            Map.entry("MmFreed", LifecycleDetectors::mmNotFreed));

    private LifecycleDetectors() {}

    /** The gmap names the configuration that the synchronous path is about to destroy. */
    private static @Nullable String attached(World world) {
        int doomed = currentAtUvc(world);
        return doomed != 0 && current(world.machine()).gmap().guestHandle() == doomed
                ? "the gmap names configuration " + doomed + ", which is about to be destroyed"
                : null;
    }

    /** The thread of a zombie is about to destroy it while it owns pages. */
    private static @Nullable String dirtyZombie(World world) {
        for (Participant thread : world.participants()) {
            DeferredPriv priv = LifecycleProjection.deferredPriv(thread);
            if (thread.parked() && thread.step == Step.K4_DESTROY_CONF && priv != null) {
                String found = owned(world.machine(), priv.handle());
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }

    /** The same for the synchronous path and the current configuration. */
    private static @Nullable String dirtyCurrent(World world) {
        return owned(world.machine(), currentAtUvc(world));
    }

    private static @Nullable String owned(Machine machine, int doomed) {
        for (int pfn = 1; doomed != 0 && pfn <= machine.mm().pages(); pfn++) {
            if (machine.uv().owner(pfn) == doomed) {
                return "page " + pfn + " belongs to configuration " + doomed + ", which is about to be destroyed";
            }
        }
        return null;
    }

    /** The configuration that the I/O thread is about to destroy; 0 if it is not. */
    private static int currentAtUvc(World world) {
        Participant io = world.participant("I");
        return io != null && io.parked() && io.step == Step.N2_DESTROY_CONF
                ? current(world.machine()).pvHandle()
                : 0;
    }

    /** The VM whose ioctl or close the I/O thread is in. */
    private static Kvm current(Machine machine) {
        return machine.kvm(machine.process().currentVm());
    }

    /** Without a zombie and without other holders only the process and its VMs hold the mm: mmget without mmput, mmgrab without mmdrop, or one too many. */
    private static @Nullable String unbalanced(World world) {
        if (!inUserspace(world) || world.kthreads() > 0 || heldByOthers(world)) {
            return null;
        }
        Machine machine = world.machine();
        Mm mm = machine.mm();
        int users = machine.process().alive() ? 1 : 0;
        int count = mm.teardown() == Teardown.DONE ? 0 : 1;
        for (Kvm kvm : machine.kvms()) {
            count += kvm.fd() == FdState.GONE ? 0 : 1;
        }
        return mm.users() == users && mm.count() == count
                ? null
                : "no deferred thread is left, but mm_users is " + mm.users() + " instead of " + users
                        + " and mm_count " + mm.count() + " instead of " + count;
    }

    /** lazy_destroy=0, but something is left for later. */
    private static @Nullable String lazy(World world) {
        Machine machine = world.machine();
        if (machine.parameters().lazyDestroy()) {
            return null;
        }
        if (world.kthreads() > 0) {
            return "lazy_destroy is 0, but there is a deferred thread";
        }
        Ultravisor uv = machine.uv();
        for (int handle = 1; inUserspace(world) && handle <= uv.maxConfigs(); handle++) {
            if (uv.state(handle) == ConfigState.ALIVE && !currentOfSome(machine, handle)) {
                return "lazy_destroy is 0, but configuration " + handle + " was given up and is alive";
            }
        }
        return null;
    }

    private static boolean currentOfSome(Machine machine, int handle) {
        return machine.kvms().stream().anyMatch(kvm -> kvm.pvHandle() == handle && kvm.fd() == FdState.OPEN);
    }

    /** The other holder has come, and has not gone. */
    private static boolean heldByOthers(World world) {
        Participant holder = world.participant("M");
        return holder != null && holder.parked() && holder.step != Step.HG_GET_USERS;
    }

    /** Once process, VMs, zombies and other holders are gone. */
    private static @Nullable String leaks(World world) {
        if (!quiet(world)) {
            return null;
        }
        List<String> leaks = new LeakDetector(world.machine()).leaks();
        return leaks.isEmpty() ? null : String.join("; ", leaks);
    }

    private static @Nullable String mmNotFreed(World world) {
        int count = world.machine().mm().count();
        return quiet(world) && count != 0 ? "everything has ended, but mm_count is " + count : null;
    }

    private static boolean inUserspace(World world) {
        Participant io = world.participant("I");
        return io != null && (io.phase == Phase.ENDED || (io.parked() && io.step == Step.IDLE));
    }

    private static boolean quiet(World world) {
        Participant io = world.participant("I");
        return io != null && io.phase == Phase.ENDED && world.kthreads() == 0 && !heldByOthers(world);
    }
}
