package org.pvlazy.kvm;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.pvlazy.mm.GuestMemory;
import org.pvlazy.mm.IdAllocator;
import org.pvlazy.mm.Memmap;
import org.pvlazy.mm.Mm;
import org.pvlazy.mm.OutOfMemory;
import org.pvlazy.probe.Environment;
import org.pvlazy.probe.Probe;
import org.pvlazy.probe.Sanitizer;
import org.pvlazy.probe.Switches;
import org.pvlazy.uv.Ultravisor;

/**
 * A host with one process, which has VMs with one guest CPU each. Owns every object; the threads are the caller's, who runs the
 * loops, and the {@link Environment}'s, who makes the kthreads.
 *
 * <p>The Exit command is the exit of the process's last thread, and the Close command the close of the last descriptor: whoever
 * gives them sees to it that the vCPU and the host thread are in userspace then.
 */
public final class Machine {
    private final MachineParameters parameters;
    private final Switches switches;
    private final Probe probe;
    private final Environment environment;

    private final Sanitizer sanitizer = new Sanitizer();
    private final IdAllocator tables = new IdAllocator("table", sanitizer);
    private final GuestTables guestTables = new GuestTables(tables, sanitizer);
    private final IdAllocator donatedStorage = new IdAllocator("storage", sanitizer);
    private final Privs privs = new Privs(sanitizer);
    private final UserProcess process = new UserProcess();
    private final List<Kvm> kvms = new ArrayList<>();
    private final KvmModule module;
    private final Ultravisor uv;
    private final Memmap memmap;
    private final UvPages uvPages;
    private final Mm mm;
    private final GuestMemory guestMemory;
    private final @Nullable OtherProcess otherProcess;
    private final OutOfMemory oom;
    private final OomAudit oomAudit = new OomAudit();
    private final Set<Integer> heldElsewhere = ConcurrentHashMap.newKeySet();

    private final FaultHandlers faultHandlers;
    private final MakeSecure makeSecure;
    private final DestroyRange destroyRange;
    private final DrainDeferredList drainDeferredList;
    private final PvInit pvInit;
    private final PvCpus pvCpus;
    private final ReplaceAsce replaceAsce;
    private final PvDeinit pvDeinit;
    private final PvDeinitNow pvDeinitNow;
    private final GmapLink gmapLink;

    /** A machine whose process runs, with every page mapped and no VM protected. */
    public Machine(MachineParameters parameters, Switches switches, Probe probe, Environment environment) {
        this.parameters = parameters;
        this.switches = switches;
        this.probe = probe;
        this.environment = environment;
        int pages = parameters.pages();
        uv = new Ultravisor(
                new Ultravisor.Features(parameters.maxConfigs(), pages, parameters.featMisc()), environment, sanitizer);
        memmap = new Memmap(pages, switches.fixFreezeBias(), uv::secure, sanitizer);
        uvPages = new UvPages(memmap, uv);
        int vms = parameters.vms();
        mm = new Mm(
                memmap, pages, new LazyPages(this), new Mm.MmContext(probe, sanitizer, vms, parameters.listCapacity()));
        guestMemory = new GuestMemory(memmap, pages, parameters.otherProcess());
        guestMemory.addMapper(mm);
        otherProcess = parameters.otherProcess() ? startOtherProcess() : null;
        module = new KvmModule(vms);
        for (int number = 1; number <= vms; number++) {
            kvms.add(new Kvm(
                    number, new Gmap(guestTables, mm), MemorySlot.low(parameters, number), parameters.guestCpus()));
        }
        oom = new OutOfMemory(probe);
        if (parameters.foreignFreed() > 0) {
            oom.chain().register(new ForeignOomNotifier(parameters.foreignFreed()));
        }
        faultHandlers = new FaultHandlers(this);
        makeSecure = new MakeSecure(this);
        destroyRange = new DestroyRange(this);
        drainDeferredList = new DrainDeferredList(this);
        pvInit = new PvInit(this);
        pvCpus = new PvCpus(this);
        replaceAsce = new ReplaceAsce(this);
        pvDeinit = new PvDeinit(this);
        pvDeinitNow = new PvDeinitNow(this);
        gmapLink = new GmapLink(this);
    }

    /** Every mapping of it has a reference of its own. */
    private OtherProcess startOtherProcess() {
        Mm other = new Mm(memmap, parameters.pages(), new LazyPages(this), new Mm.MmContext(probe, sanitizer, 0, 0));
        for (int pfn = 1; pfn <= parameters.pages(); pfn++) {
            memmap.getPage(pfn);
        }
        guestMemory.addMapper(other);
        return new OtherProcess(this, other);
    }

    /** The I/O thread of userspace: ioctls, exit and last close, as {@link Environment#nextCommand} says. */
    public Runnable ioLoop() {
        return new IoThread(this, process::alive);
    }

    /** The same until all descriptors are closed: the process lives on. */
    public Runnable fdLoop() {
        return new IoThread(this, () -> false);
    }

    /** The thread of the guest CPU of the first VM: touches pages as {@link Environment#nextAccess} says. */
    public Runnable vcpuLoop() {
        return new VcpuThread(this, vcpu());
    }

    /** The thread of a guest CPU of the first VM, from 1; null if the VM does not have so many. */
    public @Nullable Runnable vcpuLoop(int number) {
        return number <= kvm().vcpus().size()
                ? new VcpuThread(this, kvm().vcpus().get(number - 1))
                : null;
    }

    /**
     * The thread of a guest CPU of the first VM where page tables matter: moves as {@link Environment#nextGuestMove} says.
     *
     * @param cpu from 1
     * @return null if the VM does not have so many
     */
    public @Nullable Runnable sieLoop(int cpu) {
        return cpu <= parameters.guestCpus() ? new SieThread(this, kvm().vcpus().get(cpu - 1)) : null;
    }

    /** Another thread of the process: touches pages as {@link Environment#nextAccess} says. */
    public Runnable hostLoop() {
        return new HostThread(this, mm);
    }

    /** Another holder of mm_users: comes and goes for as long as {@link Environment#nextHolder} says. */
    public Runnable holderLoop() {
        return new HolderThread(this);
    }

    /** The OOM reaper: unmaps pages as {@link Environment#nextAccess} says. */
    public Runnable reaperLoop() {
        return new OomReaperThread(this);
    }

    /** Reclaim or migration: unmaps pages as {@link Environment#nextAccess} says. */
    public Runnable reclaimLoop() {
        return new ReclaimThread(this);
    }

    /** A thread of the other process: touches pages as {@link Environment#nextAccess} says; null if there is no such process. */
    public @Nullable Runnable otherLoop() {
        return otherProcess == null ? null : otherProcess.accessLoop();
    }

    /** A thread of the other process that unmaps pages as {@link Environment#nextAccess} says; null likewise. */
    public @Nullable Runnable otherUnmapLoop() {
        return otherProcess == null ? null : otherProcess.unmapLoop();
    }

    /** A thread that allocates memory: finds none as {@link Environment#nextShortage} says. */
    public Runnable allocatorLoop() {
        return new AllocatorThread(this);
    }

    /** Another process that shares pages: takes and drops references as {@link Environment#nextPageHold} says. */
    public Runnable pageHolderLoop() {
        return new PageHolderThread(this);
    }

    /** Sizes, and the module parameter lazy_destroy. */
    public MachineParameters parameters() {
        return parameters;
    }

    /** Which posting of the series the code follows. */
    public Switches switches() {
        return switches;
    }

    /** Where mistakes are reported. */
    public Sanitizer sanitizer() {
        return sanitizer;
    }

    /** The Ultravisor. */
    public Ultravisor uv() {
        return uv;
    }

    /** The page frames. */
    public Memmap memmap() {
        return memmap;
    }

    /** The address space of the process, struct mm_struct. */
    public Mm mm() {
        return mm;
    }

    /** What is behind the guest's pages: the page cache, and who maps them. */
    public GuestMemory guestMemory() {
        return guestMemory;
    }

    /** The process besides the VM's own that maps the guest's memory; null if there is none. */
    public @Nullable OtherProcess otherProcess() {
        return otherProcess;
    }

    /** What happens on the host when memory runs out. */
    public OutOfMemory oom() {
        return oom;
    }

    /** What the page allocator could tell of that. */
    public OomAudit oomAudit() {
        return oomAudit;
    }

    /** The pages on which the other process has a reference. */
    public Set<Integer> heldElsewhere() {
        return heldElsewhere;
    }

    /** The VMs of the process. */
    public List<Kvm> kvms() {
        return Collections.unmodifiableList(kvms);
    }

    /**
     * A VM, struct kvm.
     *
     * @param number from 1
     * @throws IllegalArgumentException if there is no such VM
     */
    public Kvm kvm(int number) {
        if (number < 1 || number > kvms.size()) {
            throw new IllegalArgumentException("no VM " + number);
        }
        return kvms.get(number - 1);
    }

    /** The first VM, struct kvm. */
    public Kvm kvm() {
        return kvm(1);
    }

    /** The page tables of the first VM's guest, struct gmap. */
    public Gmap gmap() {
        return kvm().gmap();
    }

    /** The first guest CPU of the first VM, struct kvm_vcpu. */
    public Vcpu vcpu() {
        return kvm().vcpus().get(0);
    }

    /** The kvm module. */
    public KvmModule module() {
        return module;
    }

    /** The userspace process. */
    public UserProcess process() {
        return process;
    }

    /** Allocator of the guest's page tables; CREATE_SEC_CONF marks top-level ones. */
    public IdAllocator tables() {
        return tables;
    }

    /** What stands in those tables. */
    public GuestTables guestTables() {
        return guestTables;
    }

    /** Allocator of stor_base and stor_var, one block here. */
    public IdAllocator donatedStorage() {
        return donatedStorage;
    }

    /** Allocator of struct deferred_priv. */
    public Privs privs() {
        return privs;
    }

    Probe probe() {
        return probe;
    }

    Environment environment() {
        return environment;
    }

    UvPages uvPages() {
        return uvPages;
    }

    FaultHandlers faultHandlers() {
        return faultHandlers;
    }

    MakeSecure makeSecure() {
        return makeSecure;
    }

    DestroyRange destroyRange() {
        return destroyRange;
    }

    DrainDeferredList drainDeferredList() {
        return drainDeferredList;
    }

    PvInit pvInit() {
        return pvInit;
    }

    PvCpus pvCpus() {
        return pvCpus;
    }

    ReplaceAsce replaceAsce() {
        return replaceAsce;
    }

    GmapLink gmapLink() {
        return gmapLink;
    }

    PvDeinit pvDeinit() {
        return pvDeinit;
    }

    PvDeinitNow pvDeinitNow() {
        return pvDeinitNow;
    }
}
