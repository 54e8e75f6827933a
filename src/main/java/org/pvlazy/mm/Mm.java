package org.pvlazy.mm;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import org.pvlazy.probe.Probe;
import org.pvlazy.probe.Sanitizer;
import org.pvlazy.probe.Sanitizer.Splat;
import org.pvlazy.probe.Step;

/**
 * An address space, struct mm_struct. mm_users keeps its content: the thread that drops it to 0 unmaps everything. mm_count keeps
 * the structure itself, and all users together hold one of its references.
 *
 * <p>Every use of the structure once mm_count is 0 is reported, as KASAN would. The accessors at the end look without being
 * noticed, for an observer.
 */
public final class Mm {
    private static final VarHandle USERS = field("users");
    private static final VarHandle COUNT = field("count");
    private static final VarHandle PROTECTED = field("isProtected");

    /** context.gmap_asce of an address space with several gmaps; all ones. */
    public static final int SEVERAL_GMAPS = -1;

    private final ReentrantReadWriteLock mmapLock = new ReentrantReadWriteLock();
    private final Sanitizer sanitizer;
    private final Ptes ptes;
    private final ArchMm arch;
    private final Unmap unmap;
    private final ExitMmap exitMmap;
    private final DeferredList deferredList;

    /** mm_users; atomic. */
    private volatile int users = 1;
    /** mm_count; atomic. One reference of the users, one of each struct kvm. */
    private volatile int count;
    /** context.is_protected, a counter from patch 07 on; atomic. */
    private volatile int isProtected;
    /** context.pv_sync_destroy of patch 10; guarded by mmap_lock. */
    private volatile boolean pvSyncDestroy;
    /** context.gmap_list: the ASCE of each guest address space. Guarded by itself, context.gmap_lock. */
    private final List<IntSupplier> gmaps = new ArrayList<>();
    /** context.gmap_asce: the ASCE that TLB flushes are for, its origin. WRITE_ONCE. */
    private volatile int gmapAsce;
    /** Written by the thread that dropped mm_users to 0. */
    private volatile Teardown teardown = Teardown.NO;
    /** MMF_UNSTABLE: the OOM reaper has been here, so no page is faulted in any more. */
    private volatile boolean unstable;
    /** Open from the end of exit_mmap on. */
    private final CountDownLatch tornDown = new CountDownLatch(1);

    /** The address space of a running process that has VMs, with every page of the memmap mapped. */
    public Mm(Memmap memmap, int pages, ArchMm arch, MmContext context) {
        this.arch = arch;
        sanitizer = context.sanitizer();
        count = 1 + context.vms();
        ptes = new Ptes(pages);
        unmap = new Unmap(this, ptes, memmap, arch);
        exitMmap = new ExitMmap(this, ptes, unmap, context.probe());
        deferredList = new DeferredList(context.listCapacity(), sanitizer, () -> checkAlive("use of deferred_list"));
    }

    /**
     * What an address space needs from around it.
     *
     * @param probe told of the steps of exit_mmap
     * @param sanitizer told of mistakes
     * @param vms how many VMs the process has
     * @param listCapacity pages that an array page of deferred_list has room for
     */
    public record MmContext(Probe probe, Sanitizer sanitizer, int vms, int listCapacity) {}

    /** mmgrab: one more reference on the structure. */
    public void mmgrab() {
        checkAlive("mmgrab");
        COUNT.getAndAdd(this, 1);
    }

    /** mmdrop: the last one frees the structure. */
    public void mmdrop() {
        checkAlive("mmdrop");
        dropCount();
    }

    private void dropCount() {
        if ((int) COUNT.getAndAdd(this, -1) == 1) {
            arch.destroyContext(deferredList);
        }
    }

    /** mmget_not_zero: one more user, unless exit_mmap has begun. */
    public boolean mmgetNotZero() {
        checkAlive("mmget_not_zero");
        return getUnlessZero();
    }

    /**
     * get_task_mm and the like: mmget_not_zero by somebody who came to the address space by way of a list or a task that has it, and
     * who holds the lock of that; so the structure is not freed under him.
     */
    public boolean getTaskMm() {
        return getUnlessZero();
    }

    private boolean getUnlessZero() {
        int seen;
        do {
            seen = users;
            if (seen == 0) {
                return false;
            }
        } while (!USERS.compareAndSet(this, seen, seen + 1));
        return true;
    }

    /** mmput: one user less. The last one runs exit_mmap, in its own thread, before this returns. */
    public void mmput() {
        checkAlive("mmput");
        int seen;
        do {
            seen = users;
            if (seen == 0) {
                throw sanitizer.report(Splat.MM_UNDERFLOW, "mmput with mm_users 0");
            }
        } while (!USERS.compareAndSet(this, seen, seen - 1));
        if (seen == 1) {
            // No user is left, so nobody but this thread will walk the page tables.
            beginTeardown();
            exitMmap.run();
        }
    }

    /** The end of __mmput: exit_mmap is done, the reference that all users shared goes. */
    void finishTeardown() {
        checkAlive("mmdrop");
        teardown = Teardown.DONE;
        dropCount();
        tornDown.countDown();
    }

    /** Repair: waits until the thread that dropped mm_users to 0 is through exit_mmap. */
    public void waitForExit() {
        try {
            tornDown.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted while exit_mmap runs", e);
        }
    }

    /** Sets MMF_OOM_SKIP. Whoever reaps a page at this moment is waited for, and nobody reaps from then on. */
    private void beginTeardown() {
        mmapLock.writeLock().lock();
        try {
            teardown = Teardown.RUNNING;
        } finally {
            mmapLock.writeLock().unlock();
        }
    }

    /**
     * oom_reap_task_mm, of one page: unmaps it unless exit_mmap has begun. It has a reference on mm_count from the moment that the
     * victim is chosen.
     *
     * @param step the step in which this happens
     */
    public void reap(int vpn, Step step) {
        Lock lock = mmapLock.readLock();
        lock.lock();
        try {
            if (teardown == Teardown.NO) {
                unstable = true;
                unmap.unmap(vpn, step, false);
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * MADV_DONTNEED of one page: unmaps it, if it is mapped. Needs no lock but the PTE's.
     *
     * @param step the step in which this happens
     */
    public void zapPage(int vpn, Step step) {
        Lock lock = mmapReadLock();
        try {
            unmap.unmap(vpn, step, false);
        } finally {
            lock.unlock();
        }
    }

    /** atomic_read(mm_users). */
    public int readUsers() {
        checkAlive("read of mm_users");
        return users;
    }

    /** atomic_read(is_protected); mm_is_protected. */
    public int readProtected() {
        checkAlive("read of is_protected");
        return isProtected;
    }

    /** atomic_inc(is_protected): one more configuration of this address space is known to the Ultravisor (patch 07). */
    public void incProtected() {
        checkAlive("increment of is_protected");
        PROTECTED.getAndAdd(this, 1);
    }

    /** atomic_dec(is_protected): one configuration less (patch 07). */
    public void decProtected() {
        checkAlive("decrement of is_protected");
        int seen;
        do {
            seen = isProtected;
            if (seen == 0) {
                throw sanitizer.report(Splat.PROTECTED_UNDERFLOW, "decrement of is_protected 0");
            }
        } while (!PROTECTED.compareAndSet(this, seen, seen - 1));
    }

    /** Sets pv_sync_destroy under mmap_lock: the teardown is to export at once (patches 10 and 11). */
    public void setSyncDestroy() {
        checkAlive("mmap_write_lock");
        mmapLock.writeLock().lock();
        try {
            pvSyncDestroy = true;
        } finally {
            mmapLock.writeLock().unlock();
        }
    }

    /** The end of gmap_create: the guest address space with this ASCE belongs to this mm. */
    public void addGmap(IntSupplier asce) {
        synchronized (gmaps) {
            gmaps.add(asce);
            gmapAsce = commonAsce();
        }
    }

    /** The beginning of gmap_remove. */
    public void removeGmap(IntSupplier asce) {
        checkAlive("gmap_remove");
        synchronized (gmaps) {
            gmaps.remove(asce);
            gmapAsce = commonAsce();
        }
    }

    private int commonAsce() {
        return switch (gmaps.size()) {
            case 0 -> 0;
            case 1 -> gmaps.get(0).getAsInt();
            default -> SEVERAL_GMAPS;
        };
    }

    /** WRITE_ONCE of context.gmap_asce, whatever other gmaps there are (patch 02). */
    public void setGmapAsce(int asce) {
        checkAlive("write of gmap_asce");
        gmapAsce = asce;
    }

    /** mmap_read_lock. The caller unlocks what it is given. */
    public Lock mmapReadLock() {
        checkAlive("mmap_read_lock");
        Lock lock = mmapLock.readLock();
        lock.lock();
        return lock;
    }

    /** mmap_write_lock. The caller has {@link #mmapWriteUnlock} called by the same thread. */
    public void mmapWriteLock() {
        checkAlive("mmap_write_lock");
        mmapLock.writeLock().lock();
    }

    /** mmap_write_unlock. */
    public void mmapWriteUnlock() {
        mmapLock.writeLock().unlock();
    }

    /** Whether mmap_lock is taken for writing. */
    public boolean mmapWriteLocked() {
        return mmapLock.isWriteLocked();
    }

    /**
     * get_locked_pte: takes the PTE lock of the page's table. The caller holds mmap_lock and unlocks what it is given; whether
     * the PTE is {@link #present} is for the caller to see.
     */
    public Lock lockPte(int vpn) {
        Lock lock = ptes.lock(vpn);
        lock.lock();
        return lock;
    }

    /** Whether a page that is not present can be faulted in: not once the address space is being torn down. */
    boolean faults() {
        return teardown == Teardown.NO && !unstable;
    }

    /** set_pte. The caller holds the PTE lock, and gives the mapping a reference. */
    void setPte(int vpn) {
        ptes.set(vpn);
    }

    /** ptep_get_and_clear. The caller holds the PTE lock, and has the mapping's reference now. */
    public void clearPte(int vpn) {
        ptes.clear(vpn);
    }

    /**
     * walk_page_range with a pte_entry callback. The caller holds mmap_lock.
     *
     * @param end the last page, included
     * @return what stopped the walk; 0 if nothing did; -EINVAL for an empty range
     */
    public int walkPageRange(int next, int end, PteEntry entry) {
        return next > end ? -Errno.EINVAL : ptes.walk(next, end, entry);
    }

    /** mm_users. */
    public int users() {
        return users;
    }

    /** mm_count. */
    public int count() {
        return count;
    }

    /** context.is_protected. */
    public int isProtected() {
        return isProtected;
    }

    /** context.pv_sync_destroy. */
    public boolean pvSyncDestroy() {
        return pvSyncDestroy;
    }

    /** context.gmap_asce: the table of the one gmap, 0 if there is none, {@link #SEVERAL_GMAPS} if there are several. */
    public int gmapAsce() {
        return gmapAsce;
    }

    /** context.deferred_list (patch 10). */
    public DeferredList deferredList() {
        return deferredList;
    }

    /** How far exit_mmap has come. */
    public Teardown teardown() {
        return teardown;
    }

    /** Who holds the PTE lock of the page's table; null if nobody does. */
    public @Nullable Thread pteLockHolder(int vpn) {
        return ptes.lock(vpn).holder();
    }

    /** pte_present. Guarded by the PTE lock. */
    public boolean present(int vpn) {
        return ptes.present(vpn);
    }

    /** Virtual pages are 1 to this number. */
    public int pages() {
        return ptes.pages();
    }

    private void checkAlive(String use) {
        if (count == 0) {
            throw sanitizer.report(Splat.MM_USE_AFTER_FREE, use);
        }
    }

    private static VarHandle field(String name) {
        try {
            return MethodHandles.lookup().findVarHandle(Mm.class, name, int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
