package org.pvlazy.conformance;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.pvlazy.kvm.FdState;
import org.pvlazy.kvm.Kvm;
import org.pvlazy.kvm.Machine;
import org.pvlazy.probe.Step;

/**
 * Two VMs are filled, the process exits, and the VMs are closed while memory runs out. The exit is one step: nobody runs out of memory,
 * or drops a page, before it is over. So is a close: between the end of its CPUs and its look at the list no kthread takes a step, which
 * would find that it may destroy pages of a VM that it also finds running.
 */
final class OomScenario extends FreeScenario {
    private static final int ROUNDS = 6;

    /** Taken for writing by a close, for reading by every step of a kthread. */
    private final ReadWriteLock closing = new ReentrantReadWriteLock(true);

    private final int rounds;
    private volatile boolean filled;
    private volatile boolean exited;
    private volatile boolean allClosed;

    OomScenario(ReplayParameters parameters, FreeRun run) {
        super(parameters, run, Map.of());
        int ooms = surroundings().number(OomSlice.OOMS);
        rounds = ooms == 0 ? ROUNDS : ooms;
    }

    @Override
    boolean has(String thread) {
        return true;
    }

    @Override
    boolean mayBeBusy(Step step) {
        return step == Step.P_DESTROY_UVC;
    }

    @Override
    void arrives(FreeThread thread, Step step) {
        thread.drop();
        if (slice().threads().isKthread(thread.number)) {
            thread.take(closing.readLock());
        }
        changesListAlone(thread, step);
        filled |= step == Step.IDLE && OomSlice.firstInsecure(machine()) == 0;
        exited |= step == Step.IDLE && !machine().process().alive();
    }

    @Override
    void ended(String thread) {
        allClosed |= thread.equals("I");
    }

    @Override
    public @Nullable Command nextCommand() {
        Machine machine = machine();
        if (!machine.process().alive()) {
            List<Kvm> open = machine.kvms().stream()
                    .filter(kvm -> kvm.fd() == FdState.OPEN)
                    .toList();
            Kvm next = open.get(FreeThread.me().random.nextInt(open.size()));
            FreeThread.me().take(closing.writeLock());
            return begins(new Command.Close(next.number()));
        }
        for (Kvm kvm : machine.kvms()) {
            if (kvm.pvHandle() == 0) {
                return begins(new Command.Enable(kvm.number()));
            }
        }
        int page = OomSlice.firstInsecure(machine);
        if (page != 0) {
            return begins(new Command.Unpack(page));
        }
        while (OomSlice.heldBits(machine) != surroundings().number(OomSlice.SHARED_PAGES) && !run().panicked()) {
            Thread.onSpinWait();
        }
        return begins(new Command.Exit());
    }

    @Override
    public @Nullable Shortage nextShortage() {
        FreeThread me = FreeThread.me();
        // Between two rounds time may pass; after the last close there is little left to see.
        for (int pause = me.random.nextInt(2000); !exited || (pause > 0 && !allClosed); pause--) {
            if (run().panicked()) {
                return null;
            }
            Thread.onSpinWait();
        }
        if (me.tries++ >= rounds) {
            return null;
        }
        boolean limit = surroundings().is(OomSlice.MEMCG_OOM) && me.random.nextInt(3) == 0;
        begins(limit ? "MemcgLimit" : "GlobalOom", 0, 0);
        return limit ? Shortage.MEMORY_CONTROL_GROUP : Shortage.HOST;
    }

    @Override
    public @Nullable PageHold nextPageHold() {
        FreeThread me = FreeThread.me();
        if (surroundings().number(OomSlice.SHARED_PAGES) == 0) {
            return null;
        }
        // All pages are secure before the first is held, and all are held before the process exits.
        while (!filled && !run().panicked()) {
            Thread.onSpinWait();
        }
        int wanted = page(me.random, false);
        if (!exited && wanted != 0) {
            begins("HoldShared", wanted, 0);
            return new PageHold(wanted, true);
        }
        while (!exited && !run().panicked()) {
            Thread.onSpinWait();
        }
        int held = page(me.random, true);
        if (held == 0) {
            return null;
        }
        begins("DropShared", held, 0);
        return new PageHold(held, false);
    }

    /** A shared page that the other process has, or has not; 0 if there is none. */
    private int page(Random random, boolean held) {
        int bits = surroundings().number(OomSlice.SHARED_PAGES);
        int[] pages = IntStream.rangeClosed(1, machine().mm().pages())
                .filter(page ->
                        (bits & 1 << page) != 0 && machine().heldElsewhere().contains(page) == held)
                .toArray();
        return pages.length == 0 ? 0 : pages[random.nextInt(pages.length)];
    }
}
