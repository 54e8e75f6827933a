package org.pvlazy.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;
import org.pvlazy.kvm.FdState;
import org.pvlazy.kvm.Machine;
import org.pvlazy.kvm.Vcpu;
import org.pvlazy.probe.Step;

/**
 * A VM is enabled and disabled while its CPUs enter SIE and fault. An ioctl begins, as far as its first stop, with no CPU in SIE or in the
 * handler.
 */
final class GuestTablesScenario extends FreeScenario {
    private static final int MOVES = 40;
    private static final int COMMANDS = 12;
    private static final int CLOSES_ONCE_IN = 6;

    /** Taken for reading by a CPU from the moment that it enters SIE, for writing by an ioctl that begins. */
    private final ReadWriteLock sie = new ReentrantReadWriteLock(true);

    private int reboots;

    GuestTablesScenario(ReplayParameters parameters, FreeRun run) {
        super(
                parameters,
                run,
                Map.of(
                        Step.E3B_ALLOC, "alloc",
                        Step.LT_ALLOC, "alloc",
                        Step.N2_DESTROY_CONF, "destroy",
                        Step.K4_DESTROY_CONF, "destroy"));
    }

    @Override
    boolean has(String thread) {
        return true;
    }

    @Override
    boolean mayBeBusy(Step step) {
        return false;
    }

    @Override
    void arrives(FreeThread thread, Step step) {
        boolean isCpu = thread.participant.name.startsWith("V");
        if (!isCpu || (step == Step.RUN && cpu(thread).loadedAsce() == 0)) {
            thread.drop();
        }
        if (step == Step.E3L_TAKE_LOCKS && machine().switches().fixWalkLock()) {
            // mmap_lock is fair, and a CPU in the handler has come for it first, though it may not have called yet.
            thread.take(sie.writeLock());
        }
    }

    private Vcpu cpu(FreeThread thread) {
        return GuestTablesSlice.cpu(machine(), thread.participant);
    }

    @Override
    public @Nullable Command nextCommand() {
        FreeThread me = FreeThread.me();
        me.take(sie.writeLock());
        List<Command> possible = new ArrayList<>();
        Machine machine = machine();
        int most = surroundings().number(GuestTablesSlice.MAX_REBOOTS);
        if (machine.kvm().pvHandle() != 0) {
            possible.add(new Command.Disable());
        } else if ((most == 0 || reboots < most)
                && machine.uv().hasFreeHandle()
                && run().kthreads() < machine.uv().maxConfigs()) {
            possible.add(new Command.Enable());
        }
        boolean last = me.tries++ >= COMMANDS || me.random.nextInt(CLOSES_ONCE_IN) == 0;
        if (last || possible.isEmpty()) {
            // What is wrong with a table shows at the end only if the tables are still there.
            if (me.random.nextBoolean()) {
                return null;
            }
            begins("Close", 0, 0);
            return new Command.Close();
        }
        Command next = possible.get(0);
        reboots += next instanceof Command.Enable ? 1 : 0;
        begins(next.getClass().getSimpleName(), 0, 0);
        return next;
    }

    @Override
    public @Nullable GuestMove nextGuestMove() {
        FreeThread me = FreeThread.me();
        Vcpu vcpu = cpu(me);
        if (vcpu.loadedAsce() == 0) {
            me.take(sie.readLock());
            if (machine().kvm().fd() != FdState.OPEN || me.tries++ >= MOVES || run().panicked()) {
                me.drop();
                return null;
            }
            begins("EnterSie", 0, 0);
            return GuestMove.ENTER_SIE;
        }
        boolean faults = GuestTablesSlice.faults(machine(), vcpu.loadedAsce()) && me.random.nextInt(4) != 0;
        begins(faults ? "GuestFault" : "ExitSie", 0, 0);
        return faults ? GuestMove.FAULT : GuestMove.EXIT_SIE;
    }
}
