package org.pvlazy.kvm;

import org.pvlazy.mm.IdAllocator;
import org.pvlazy.mm.Memmap;
import org.pvlazy.mm.Mm;
import org.pvlazy.probe.Environment;
import org.pvlazy.probe.Probe;
import org.pvlazy.probe.Sanitizer;
import org.pvlazy.probe.Switches;
import org.pvlazy.uv.Ultravisor;

/**
 * A host with one process, which has one VM with one guest CPU. Owns every object; the threads are the caller's, who runs the
 * three loops, and the {@link Environment}'s, who makes the kthreads.
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
    private final Kvm kvm = new Kvm();
    private final Vcpu vcpu = new Vcpu();
    private final Ultravisor uv;
    private final Memmap memmap;
    private final UvPages uvPages;
    private final Mm mm;
    private final Gmap gmap;

    private final FaultHandlers faultHandlers;
    private final MakeSecure makeSecure;
    private final DestroyRange destroyRange;
    private final PvInit pvInit;
    private final PvCpus pvCpus;
    private final ReplaceAsce replaceAsce;
    private final PvDeinit pvDeinit;
    private final GmapLink gmapLink;

    /** A machine whose process runs, with every page mapped and the VM not protected. */
    public Machine(MachineParameters parameters, Switches switches, Probe probe, Environment environment) {
        this.parameters = parameters;
        this.switches = switches;
        this.probe = probe;
        this.environment = environment;
        int pages = parameters.pages();
        uv = new Ultravisor(parameters.maxConfigs(), pages, environment, sanitizer);
        memmap = new Memmap(pages, uv::secure, sanitizer);
        uvPages = new UvPages(memmap, uv);
        mm = new Mm(memmap, pages, uvPages, new Mm.MmContext(probe, sanitizer));
        gmap = new Gmap(guestTables, mm);
        faultHandlers = new FaultHandlers(this);
        makeSecure = new MakeSecure(this);
        destroyRange = new DestroyRange(this);
        pvInit = new PvInit(this);
        pvCpus = new PvCpus(this);
        replaceAsce = new ReplaceAsce(this);
        pvDeinit = new PvDeinit(this);
        gmapLink = new GmapLink(this);
    }

    /** The I/O thread of userspace: ioctls, exit and last close, as {@link Environment#nextCommand} says. */
    public Runnable ioLoop() {
        return new IoThread(this);
    }

    /** The thread of the guest CPU: touches pages as {@link Environment#nextAccess} says. */
    public Runnable vcpuLoop() {
        return new VcpuThread(this);
    }

    /** The thread of the guest CPU where page tables matter: moves as {@link Environment#nextGuestMove} says. */
    public Runnable sieLoop() {
        return new SieThread(this);
    }

    /** Another thread of the process: touches pages as {@link Environment#nextAccess} says. */
    public Runnable hostLoop() {
        return new HostThread(this);
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

    /** The VM, struct kvm. */
    public Kvm kvm() {
        return kvm;
    }

    /** The guest's page tables, struct gmap. */
    public Gmap gmap() {
        return gmap;
    }

    /** The guest CPU, struct kvm_vcpu. */
    public Vcpu vcpu() {
        return vcpu;
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
}
