package org.pvlazy.bench;

import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.pvlazy.kvm.Machine;
import org.pvlazy.kvm.MachineParameters;
import org.pvlazy.probe.Environment;
import org.pvlazy.probe.Environment.Command;
import org.pvlazy.probe.Probe;
import org.pvlazy.probe.Sanitizer.KernelBug;
import org.pvlazy.probe.Switches;

/**
 * One protected guest, all of whose pages are secure, and its end.
 *
 * @param gibibytes size of the guest, in pages of 4 KiB
 * @param end how it ends
 * @param lazy the module parameter lazy_destroy
 * @param variant v2 or repaired
 */
public record Teardown(int gibibytes, End end, boolean lazy, String variant) {
    /** Pages of 4 KiB in one GiB. */
    static final int PAGES_PER_GIBIBYTE = 1 << 18;

    private static final int CLEARED_EAGERLY = 2 * PAGES_PER_GIBIBYTE;
    private static final int CONFIGS = 4;

    /** How a guest ends. */
    public enum End {
        /** The critical path is over when the guest is protected again: KVM_PV_DISABLE, KVM_PV_ENABLE. */
        REBOOT,
        /** The critical path is over when the process is gone: exit_mmap, and the last close. */
        SHUTDOWN;

        private List<Command> commands() {
            return switch (this) {
                case REBOOT -> List.of(new Command.Disable(), new Command.Enable());
                case SHUTDOWN -> List.of(new Command.Exit(), new Command.Close());
            };
        }
    }

    /** Refuses guests that there are not. */
    public Teardown {
        if (gibibytes < 1 || gibibytes > 1024) {
            throw new IllegalArgumentException("a guest has 1 to 1024 GiB, not " + gibibytes);
        }
        if (!variant.equals("v2") && !variant.equals("repaired")) {
            throw new IllegalArgumentException("unknown variant " + variant + "; there are v2 and repaired");
        }
    }

    /** Pages of the guest. */
    public int pages() {
        return gibibytes * PAGES_PER_GIBIBYTE;
    }

    /** How many times faster a lazy reboot can be at most: guest size over what is cleared before the ioctl returns. */
    public double rebootLimit() {
        return (double) pages() / Math.min(pages(), CLEARED_EAGERLY);
    }

    /** The least that an exit could take that sets every page aside: its number is written into an array page, and nothing else. */
    public long pureAppendNanos() {
        int[][] arrays = new int[pages() / MachineParameters.KERNEL_LIST_CAPACITY + 1][];
        long begin = System.nanoTime();
        for (int page = 0; page < pages(); page++) {
            int at = page % MachineParameters.KERNEL_LIST_CAPACITY;
            int array = page / MachineParameters.KERNEL_LIST_CAPACITY;
            if (at == 0) {
                arrays[array] = new int[MachineParameters.KERNEL_LIST_CAPACITY];
            }
            arrays[array][at] = page;
        }
        return System.nanoTime() - begin;
    }

    /** Makes the guest secure, which is not measured, and ends it. */
    public TeardownResult run(UvcCosts costs) throws InterruptedException {
        TeardownEnvironment environment = new TeardownEnvironment(costs);
        References references = new References();
        Machine machine = machine(references, environment);
        userspace(machine, environment, List.<Command>of(new Command.Enable()).iterator());
        userspace(
                machine,
                environment,
                IntStream.rangeClosed(1, pages())
                        .<Command>mapToObj(Command.Unpack::new)
                        .iterator());
        return measured(machine, environment, references);
    }

    /** The guest before its process has done anything. */
    Machine machine(Probe probe, Environment environment) {
        return new Machine(
                new MachineParameters(
                        pages(),
                        Math.min(pages(), CLEARED_EAGERLY),
                        MachineParameters.KERNEL_BATCH_SIZE,
                        CONFIGS,
                        lazy,
                        1,
                        MachineParameters.KERNEL_LIST_CAPACITY),
                variant.equals("v2") ? Switches.V2 : Switches.REPAIRED,
                probe,
                environment);
    }

    private TeardownResult measured(Machine machine, TeardownEnvironment environment, References references)
            throws InterruptedException {
        environment.start();
        ChargeSampler charge = new ChargeSampler(machine.memmap().memcg()::usage);
        long begin = System.nanoTime();
        userspace(machine, environment, end.commands().iterator());
        long back = System.nanoTime();
        environment.join();
        long over = System.nanoTime();
        charge.stop();
        KernelBug bug = machine.sanitizer().first();
        if (bug != null) {
            throw new IllegalStateException("the implementation reports " + bug.getMessage(), bug);
        }
        return new TeardownResult(
                this,
                new TeardownResult.Uvcs(environment.criticalUvcs(), environment.backgroundUvcs()),
                new TeardownResult.Nanos(back - begin, over - begin),
                new TeardownResult.Held(
                        references.peak(),
                        references.peakArrays(),
                        machine.memmap().memcg().usage()),
                charge.samples());
    }

    private static void userspace(Machine machine, TeardownEnvironment environment, Iterator<Command> commands) {
        environment.script(commands);
        machine.ioLoop().run();
    }
}
