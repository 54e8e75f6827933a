package org.pvlazy.conformance;

import java.util.Arrays;
import org.pvlazy.conformance.ReplayParameters.Surroundings;
import org.pvlazy.kvm.FdState;
import org.pvlazy.kvm.Machine;
import org.pvlazy.probe.Step;
import org.pvlazy.uv.ProgramCheck;

/**
 * Every step the implementation could take now: each parked thread that is not blocked, with every choice that the environment
 * has. Looks at the threads and at what userspace and hardware can see, never at the specification.
 */
final class Offers {
    private final World world;
    private final Machine machine;
    private final Surroundings surroundings;
    private int[] found = new int[32];
    private int size;

    private Offers(World world) {
        this.world = world;
        machine = world.machine();
        surroundings = world.parameters().environment();
    }

    /** The {@link Offer}s, sorted. */
    static int[] of(World world) {
        Offers offers = new Offers(world);
        offers.collect();
        int[] sorted = Arrays.copyOf(offers.found, offers.size);
        Arrays.sort(sorted);
        return sorted;
    }

    private void collect() {
        if (machine.sanitizer().first() != null) {
            return; // The machine has panicked.
        }
        for (Participant participant : world.participants()) {
            if (participant.parked()) {
                collect(participant);
            }
        }
    }

    private void collect(Participant participant) {
        int thread = participant.index;
        Step step = participant.step;
        switch (step) {
            case IDLE -> commands(thread);
            case RUN -> accesses(thread);
            case CP_DESTROY_CPUS -> {
                if (!machine.vcpu().busy()) {
                    add(thread, step, Offer.OK);
                }
            }
            case A1_ALLOC_VM, D1_ALLOC_PRIV, E3_REPLACE_ASCE, N6_REPLACE_ASCE -> mayFail(thread, step, "alloc");
            case E4_CREATE_KTHREAD -> mayFail(thread, step, "kthread");
            case C6_CREATE_CPUS -> mayFail(thread, step, "cpus");
            case C1_CREATE_CONF -> {
                mayFail(thread, step, "create");
                if (refuses("create")) {
                    add(thread, step, Offer.NEED_DESTROY);
                }
                mayBeBusy(thread, step);
            }
            case K4_DESTROY_CONF, N2_DESTROY_CONF -> {
                mayFail(thread, step, "destroy");
                mayBeBusy(thread, step);
            }
            case M1_MAKE_SECURE, P_DESTROY_UVC -> {
                add(thread, step, Offer.OK);
                mayBeBusy(thread, step);
            }
            default -> add(thread, step, Offer.OK);
        }
    }

    private void commands(int thread) {
        boolean vcpuInUserspace = !machine.vcpu().busy();
        boolean open = machine.kvm().fd() == FdState.OPEN;
        boolean alive = machine.process().alive();
        if (open && alive) {
            if (machine.kvm().pvHandle() != 0) {
                add(thread, Step.IDLE, Offer.DISABLE);
            } else if (reboots()
                    && machine.uv().hasFreeHandle()
                    && world.kthreads() < machine.uv().maxConfigs()) {
                add(thread, Step.IDLE, Offer.ENABLE);
            }
            if (machine.vcpu().pvHandle() != 0) {
                for (int page = 1; page <= machine.mm().pages(); page++) {
                    add(thread, Step.IDLE, Offer.about(Offer.UNPACK, page));
                }
            }
        }
        if (surroundings.ends() && alive && vcpuInUserspace) {
            add(thread, Step.IDLE, Offer.EXIT);
        }
        if (surroundings.ends() && open && vcpuInUserspace) {
            add(thread, Step.IDLE, Offer.CLOSE);
        }
    }

    private boolean reboots() {
        return surroundings.maxReboots() == 0 || world.environment().reboots() > 0;
    }

    private void accesses(int thread) {
        boolean guest = thread == Binding.VCPU;
        boolean runs =
                guest ? surroundings.guest() && machine.kvm().fd() == FdState.OPEN : surroundings.otherHostThreads();
        if (!runs || !machine.process().alive()) {
            return;
        }
        int handle = guest ? machine.vcpu().pvHandle() : 0;
        for (int page = 1; page <= machine.mm().pages(); page++) {
            switch (machine.uv().exceptionFor(handle, page)) {
                case ProgramCheck.NON_SECURE_STORAGE_ACCESS -> add(thread, Step.RUN, Offer.about(Offer.FAULT_3E, page));
                case ProgramCheck.SECURE_STORAGE_VIOLATION ->
                    add(thread, Step.RUN, Offer.about(Offer.VIOLATION_3F, page));
                case ProgramCheck.SECURE_STORAGE_ACCESS -> add(thread, Step.RUN, Offer.about(Offer.ACCESS_3D, page));
                default -> {} // The access goes through, and no kernel code runs.
            }
        }
    }

    private void mayFail(int thread, Step step, String kind) {
        add(thread, step, Offer.OK);
        if (refuses(kind)) {
            add(thread, step, Offer.ERROR);
        }
    }

    private void mayBeBusy(int thread, Step step) {
        if (surroundings.busy()) {
            add(thread, step, Offer.BUSY);
        }
    }

    private boolean refuses(String kind) {
        return world.environment().budget() > 0 && surroundings.failures().contains(kind);
    }

    private void add(int thread, Step step, int choice) {
        if (size == found.length) {
            found = Arrays.copyOf(found, 2 * size);
        }
        found[size++] = Offer.of(thread, step, choice);
    }
}
