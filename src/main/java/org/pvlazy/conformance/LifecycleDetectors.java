package org.pvlazy.conformance;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.pvlazy.conformance.Participant.Phase;
import org.pvlazy.kvm.DeferredPriv;
import org.pvlazy.kvm.DrainState;
import org.pvlazy.kvm.FdState;
import org.pvlazy.kvm.Kvm;
import org.pvlazy.kvm.LazyPage;
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
    private static final Detector LIST_REPORTS = Detector.report(Splat.LIST_CORRUPTION);
    private static final Detector ARRAY_REPORTS = Detector.report(Splat.ARRAY_USE_AFTER_FREE);

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
            Map.entry("ListExclusive", LifecycleDetectors::severalInList),
            Map.entry("CounterCoversConfigs", LifecycleDetectors::uncounted),
            Map.entry("CodeAlive", LifecycleDetectors::unloadable),
            Map.entry("DonatedBack", world -> leaks(world, LeakDetector::donated)),
            Map.entry("PrivsBack", LifecycleDetectors::privs),
            Map.entry("PagesBack", world -> leaks(world, LeakDetector::pages)),
            Map.entry("SetAsideReturned", world -> leaks(world, LeakDetector::pages)),
            Map.entry("DonatedReturned", world -> leaks(world, LeakDetector::donated)),
            Map.entry("MmFreed", LifecycleDetectors::mmNotFreed));

    private LifecycleDetectors() {}

    /** A gmap names the configuration that the synchronous path is about to destroy. */
    private static @Nullable String attached(World world) {
        int doomed = currentAtUvc(world);
        boolean named =
                world.machine().kvms().stream().anyMatch(kvm -> kvm.gmap().guestHandle() == doomed);
        return doomed != 0 && named
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
            if (machine.uv().owner(pfn) == doomed && !machine.memmap().leaked(pfn)) {
                return "page " + pfn + " belongs to configuration " + doomed + ", which is about to be destroyed";
            }
        }
        return null;
    }

    /** The configuration that the I/O thread is about to destroy; 0 if it is not. */
    private static int currentAtUvc(World world) {
        Participant io = world.participant("I");
        return io != null && io.parked() && io.step == Step.N2_DESTROY_CONF
                ? currentVm(world).pvHandle()
                : 0;
    }

    /** The VM that the I/O thread works on. */
    private static Kvm currentVm(World world) {
        Machine machine = world.machine();
        return machine.kvm(machine.process().currentVm());
    }

    /** Without a zombie only the process and the VM hold the mm: mmget without mmput, mmgrab without mmdrop, or one too many. */
    private static @Nullable String unbalanced(World world) {
        Participant holder = world.participant("M");
        boolean holds = at(holder, Step.HP_MMPUT);
        if (!inUserspace(world) || world.kthreads() > 0 || !(holds || at(holder, Step.HG_GET_USERS))) {
            return null;
        }
        Machine machine = world.machine();
        Mm mm = machine.mm();
        int users = (machine.process().alive() ? 1 : 0) + (holds ? 1 : 0);
        long vms =
                machine.kvms().stream().filter(kvm -> kvm.fd() != FdState.GONE).count();
        long count = (mm.teardown() == Teardown.DONE ? 0 : 1) + vms;
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
            if (uv.state(handle) == ConfigState.ALIVE && !current(machine, handle)) {
                return "lazy_destroy is 0, but configuration " + handle + " was given up and is alive";
            }
        }
        return null;
    }

    private static boolean current(Machine machine, int handle) {
        return machine.kvms().stream().anyMatch(kvm -> kvm.pvHandle() == handle && kvm.fd() == FdState.OPEN);
    }

    /** Two threads go through deferred_list, or one meets an entry that another has freed. */
    static @Nullable String severalInList(World world) {
        String report = LIST_REPORTS.finds(world);
        if (report == null) {
            report = ARRAY_REPORTS.finds(world);
        }
        if (report != null) {
            return report;
        }
        List<String> inList = world.participants().stream()
                .filter(LifecycleDetectors::inList)
                .map(thread -> thread.name)
                .toList();
        return inList.size() > 1 ? inList + " are in deferred_list" : null;
    }

    private static boolean inList(Participant thread) {
        return thread.parked()
                && (thread.frame instanceof LazyPage
                        || (thread.frame instanceof DrainState drain && drain.current() != null));
    }

    /** An import or an unmap can run while is_protected counts too few configurations. */
    private static @Nullable String uncounted(World world) {
        Machine machine = world.machine();
        boolean runs = machine.mm().teardown() == Teardown.RUNNING
                || machine.kvms().stream().anyMatch(kvm -> kvm.gmap().guestHandle() != 0);
        int known = 0;
        for (int handle = 1; handle <= machine.uv().maxConfigs(); handle++) {
            known += machine.uv().state(handle) == ConfigState.ABSENT ? 0 : 1;
        }
        int counted = machine.mm().isProtected();
        return runs && counted < known ? "is_protected is " + counted + " with " + known + " configurations" : null;
    }

    /** Nothing keeps the module, and a deferred thread runs its text. */
    private static @Nullable String unloadable(World world) {
        return world.machine().module().references() == 0 && world.kthreads() > 0
                ? "the module has no reference, and " + world.kthreads() + " deferred threads"
                : null;
    }

    private static @Nullable String privs(World world) {
        int privs = world.machine().privs().allocated();
        return quiet(world) && privs != 0 ? "everything has ended, but " + privs + " priv are allocated" : null;
    }

    /** Once process, VMs and zombies are gone. */
    private static @Nullable String leaks(World world, Function<LeakDetector, List<String>> kind) {
        if (!quiet(world)) {
            return null;
        }
        List<String> leaks = kind.apply(new LeakDetector(world.machine()));
        return leaks.isEmpty() ? null : String.join("; ", leaks);
    }

    private static @Nullable String mmNotFreed(World world) {
        int count = world.machine().mm().count();
        return quiet(world) && count != 0 ? "everything has ended, but mm_count is " + count : null;
    }

    private static boolean at(@Nullable Participant thread, Step step) {
        return thread != null && thread.parked() && thread.step == step;
    }

    private static boolean inUserspace(World world) {
        Participant io = world.participant("I");
        return io != null && (io.phase == Phase.ENDED || (io.parked() && io.step == Step.IDLE));
    }

    private static boolean quiet(World world) {
        Participant io = world.participant("I");
        return io != null
                && io.phase == Phase.ENDED
                && world.kthreads() == 0
                && at(world.participant("M"), Step.HG_GET_USERS);
    }
}
