package org.pvlazy.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;
import org.pvlazy.kvm.Machine;
import org.pvlazy.mm.Mm;
import org.pvlazy.probe.Step;
import org.pvlazy.uv.UvcResult;

/**
 * One VM's pages are imported, touched, shared, reclaimed and cleared. KVM_PV_ENABLE, KVM_PV_DISABLE and the end of a zombie are one
 * step each: no guest CPU is in the kernel during the ioctls, and none of them, nor an import, comes between the end of a zombie's
 * configuration and that of its count. A guest looks at a page and asks the Ultravisor for something in one step, too. The repaired
 * import only tries to lock the page: nobody else has that lock for a part of a step then.
 */
final class PageLifeScenario extends FreeScenario {
    private static final int COMMANDS = 20;
    private static final int TRIES = 400;
    private static final int DEEDS = 40;
    private static final int DAWDLING = 20;

    /** Beside an access that brings a page in, what takes the page lock together with the PTE lock. */
    private static final Set<Step> LOCK_PAGE = Set.of(Step.M1_MAKE_SECURE, Step.M1_FAULT_IN, Step.RC_CLEAR_PTE);

    private static final Set<Step> MAY_BE_BUSY = Set.of(Step.M5_UVC, Step.P_DESTROY_UVC);
    /** Where an access goes that led into the kernel, and what it was then. */
    private static final Map<Step, String> OF_GUEST =
            Map.of(Step.M1_MAKE_SECURE, "Fault3e", Step.SV_FOLLOW_PAGE, "Violation3f", Step.AC_FOLLOW_PAGE, "Access3d");

    /**
     * Taken for reading by a CPU that touches a page and by an import, for writing by an ioctl that is one step, by a CPU that asks the
     * Ultravisor, and at a zombie's end.
     */
    private final ReadWriteLock vcpus = new ReentrantReadWriteLock(true);

    /** Held in a step that takes the page lock, where an import only tries to. */
    private final ReentrantLock locking = new ReentrantLock();

    private int reboots;
    private volatile boolean over;

    PageLifeScenario(ReplayParameters parameters, FreeRun run) {
        super(parameters, run, Map.of());
    }

    @Override
    boolean has(String thread) {
        return switch (thread) {
            case PageLifeSlice.HOST -> surroundings().is(PageLifeSlice.HOST_THREAD);
            case PageLifeSlice.RECLAIM -> surroundings().is(PageLifeSlice.RECLAIMER);
            default -> true;
        };
    }

    @Override
    boolean mayBeBusy(Step step) {
        return MAY_BE_BUSY.contains(step);
    }

    @Override
    void arrives(FreeThread thread, Step step) {
        thread.drop(locking);
        if (LOCK_PAGE.contains(step)) {
            locksPage(thread);
        }
        if (step == Step.IDLE || step == Step.RUN) {
            thread.drop();
        } else if (step == Step.K4_DESTROY_CONF) {
            thread.take(vcpus.writeLock());
        } else if (step == Step.R_TEST) {
            dawdle(thread);
        }
    }

    private void locksPage(FreeThread thread) {
        if (machine().switches().fixLockMapped()) {
            thread.take(locking);
        }
    }

    /** A zombie that is cleaned late leaves its pages to the next configuration. */
    // To disturb the scheduler is the point.
    @SuppressWarnings("ThreadPriorityCheck")
    private static void dawdle(FreeThread thread) {
        for (int i = thread.random.nextInt(DAWDLING); i > 0; i--) {
            Thread.yield();
        }
    }

    @Override
    void ended(String thread) {
        over |= thread.equals("I");
    }

    @Override
    void tells(FreeThread thread, Moment last, Step next) {
        if (last.step == Step.R_GATHER) {
            waitForPteLock();
        }
        String name = thread.participant.name;
        if (last.step != Step.RUN || last.page == 0 || (!last.action.isEmpty() && !last.maybe)) {
            return;
        }
        String guest = OF_GUEST.get(next);
        if (guest == null) {
            return; // Nothing, or the page was brought in.
        }
        last.maybe = false;
        last.action = switch (name) {
            case PageLifeSlice.HOST -> "HostAccess";
            case PageLifeSlice.OTHER -> "OtherAccess";
            default -> guest;
        };
    }

    /** A walk that is past the last page takes no PTE lock; the specification's waits until it is free. */
    private void waitForPteLock() {
        while (machine().mm().pteLockHolder(1) != null && !run().panicked()) {
            Thread.onSpinWait();
        }
    }

    @Override
    public @Nullable Command nextCommand() {
        FreeThread me = FreeThread.me();
        if (me.tries++ >= COMMANDS) {
            return null;
        }
        Machine machine = machine();
        me.take(vcpus.writeLock());
        boolean isProtected = machine.kvm().pvHandle() != 0;
        int most = surroundings().number(PageLifeSlice.MAX_REBOOTS);
        if (!isProtected) {
            boolean refused = machine.switches().fixEnableNeedsCpu()
                    && machine.kvm().vcpus().isEmpty();
            if (refused || (most != 0 && reboots >= most) || !machine.uv().hasFreeHandle()) {
                me.drop();
                return null;
            }
            reboots++;
            begins("Enable", 0, 0);
            return new Command.Enable();
        }
        if (run().kthreads() == 0 && me.random.nextInt(4) == 0) {
            begins("Disable", 0, 0);
            return new Command.Disable();
        }
        me.drop();
        me.take(vcpus.readLock());
        return begins(new Command.Unpack(1 + me.random.nextInt(machine.mm().pages())));
    }

    @Override
    public @Nullable GuestCall nextGuestCall() {
        FreeThread me = FreeThread.me();
        boolean asks = surroundings().is(PageLifeSlice.SHARING) && me.random.nextInt(4) == 0;
        me.take(asks ? vcpus.writeLock() : vcpus.readLock());
        int handle = machine().kvm().pvHandle();
        if (!asks || handle == 0) {
            return null;
        }
        List<GuestCall> possible = new ArrayList<>();
        for (int page = 1; page <= machine().mm().pages(); page++) {
            if (machine().mm().present(page) && machine().uv().owner(page) == handle) {
                possible.add(machine().uv().shared(page) ? new GuestCall.Unshare(page) : new GuestCall.Share(page));
            }
        }
        if (possible.isEmpty()) {
            return null;
        }
        GuestCall call = possible.get(me.random.nextInt(possible.size()));
        begins(
                call.getClass().getSimpleName(),
                call instanceof GuestCall.Share share ? share.page() : ((GuestCall.Unshare) call).page(),
                0);
        return call;
    }

    @Override
    public void answersGuest(int cc) {
        if (cc != UvcResult.CC_OK) {
            begins("", 0, 0); // An export came first: the page was not the guest's any more.
        }
    }

    @Override
    public @Nullable Integer nextAccess() {
        FreeThread me = FreeThread.me();
        String name = me.participant.name;
        while (me.tries++ < TRIES && me.deeds < DEEDS && !over && !run().panicked()) {
            int page = 1 + me.random.nextInt(machine().mm().pages());
            if (chooses(name, page)) {
                if (FreeThread.now().maybe) {
                    locksPage(me);
                }
                return page;
            }
            Thread.onSpinWait();
        }
        begins("", 0, 0);
        FreeThread.now().maybe = false;
        me.drop();
        return null;
    }

    /** Whether the thread touches, or unmaps, the page now; and if so, what that may be. */
    private boolean chooses(String name, int page) {
        Moment now = FreeThread.now();
        now.page = page;
        switch (name) {
            case PageLifeSlice.RECLAIM -> {
                now.action = "Reclaim";
                return machine().mm().present(page);
            }
            case PageLifeSlice.OTHER_UNMAPS -> {
                now.action = "OtherUnmap";
                return other().present(page);
            }
            case PageLifeSlice.OTHER -> {
                now.action = "OtherFaultIn";
                now.maybe = true;
                return other().present(page) || machine().guestMemory().available(page);
            }
            default -> {
                now.action = "FaultIn";
                now.maybe = true;
                return machine().mm().present(page) || machine().guestMemory().available(page);
            }
        }
    }

    private Mm other() {
        return java.util.Objects.requireNonNull(machine().otherProcess()).mm();
    }
}
