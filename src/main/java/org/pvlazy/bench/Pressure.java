package org.pvlazy.bench;

import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import org.pvlazy.bench.Teardown.End;
import org.pvlazy.kvm.Machine;
import org.pvlazy.mm.OomNotifier;
import org.pvlazy.mm.OomRound;
import org.pvlazy.mm.OutOfMemory;
import org.pvlazy.probe.Environment.Command;
import org.pvlazy.probe.Probe;

/**
 * A protected guest has exited lazily, and a second one wants all of its memory, page by page, while a kthread cleans it. There is no
 * other free memory. The second guest begins when the kthread has registered its notifier: who runs out of memory before finds an empty
 * chain, with patch 12 or without.
 *
 * @param gibibytes size of either guest
 * @param limit whose limit the second guest meets
 * @param notifier whether patch 12 is there
 * @param variant v2 or repaired
 */
public record Pressure(int gibibytes, Limit limit, boolean notifier, String variant) {
    /** What has no memory left. */
    public enum Limit {
        /** The host: out_of_memory calls the notifiers. */
        HOST,
        /** The memory control group that both guests are in: mem_cgroup_out_of_memory calls nobody. */
        GROUP
    }

    /** Ends the first guest, which is not measured, and lets the second one allocate until it has all, or somebody is killed. */
    public PressureResult run(UvcCosts costs) throws InterruptedException {
        Teardown first = new Teardown(gibibytes, End.SHUTDOWN, true, variant);
        TeardownEnvironment environment = new TeardownEnvironment(costs);
        Machine machine = first.machine(Probe.NONE, environment);
        userspace(machine, environment, List.<Command>of(new Command.Enable()).iterator());
        userspace(
                machine,
                environment,
                IntStream.rangeClosed(1, first.pages())
                        .<Command>mapToObj(Command.Unpack::new)
                        .iterator());
        environment.start();
        userspace(
                machine,
                environment,
                List.<Command>of(new Command.Exit(), new Command.Close()).iterator());
        while (machine.oom().chain().notifiers().isEmpty()) {
            Thread.onSpinWait();
        }
        PressureResult result = new Allocator(machine, first.pages()).run();
        environment.join();
        return result;
    }

    private static void userspace(Machine machine, TeardownEnvironment environment, Iterator<Command> commands) {
        environment.script(commands);
        machine.ioLoop().run();
    }

    /** The second guest. */
    private final class Allocator {
        private final Machine machine;
        private final int wanted;
        private final OutOfMemory oom;
        /** What the notifiers have reported. */
        private final LongAdder reported = new LongAdder();

        private int taken;
        private int rounds;
        private long waited;
        private long longest;
        private long freed;

        Allocator(Machine machine, int wanted) {
            this.machine = machine;
            this.wanted = wanted;
            oom = notifier ? machine.oom() : new OutOfMemory(Probe.NONE);
            oom.chain().register(new OomNotifier() {
                @Override
                public int priority() {
                    // The last one: it hears what all others have reported.
                    return Integer.MIN_VALUE;
                }

                @Override
                public void call(OomRound round) {
                    reported.add(round.freed().pages());
                }
            });
        }

        PressureResult run() {
            boolean killed = false;
            while (taken < wanted && !killed) {
                int free = wanted - machine.memmap().memcg().usage() - taken;
                if (free > 0) {
                    taken += free;
                } else {
                    killed = !runsOut();
                }
            }
            return new PressureResult(
                    Pressure.this,
                    taken,
                    new PressureResult.Waits(rounds, waited, longest),
                    new PressureResult.Freed(reported.sum(), freed),
                    killed);
        }

        /** Returns whether the allocator tries again. */
        private boolean runsOut() {
            int before = machine.memmap().memcg().usage();
            long begin = System.nanoTime();
            boolean again = oom.outOfMemory(limit == Limit.GROUP);
            long nanos = System.nanoTime() - begin;
            rounds++;
            waited += nanos;
            longest = Math.max(longest, nanos);
            freed += before - machine.memmap().memcg().usage();
            return again;
        }
    }
}
