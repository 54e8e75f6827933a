package org.pvlazy.kvm;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pvlazy.probe.Environment.Command;
import org.pvlazy.probe.Environment.Command.Close;
import org.pvlazy.probe.Environment.Command.Disable;
import org.pvlazy.probe.Environment.Command.Enable;
import org.pvlazy.probe.Environment.Command.Exit;
import org.pvlazy.probe.Environment.Command.Unpack;
import org.pvlazy.probe.Environment.GuestCall;
import org.pvlazy.probe.Environment.GuestMove;
import org.pvlazy.probe.Environment.PageHold;
import org.pvlazy.probe.Environment.Shortage;
import org.pvlazy.probe.Step;
import org.pvlazy.probe.Switches;

/** A machine played by hand, all of its threads on the test's own. */
final class Stage {
    /** Steps within M1_MAKE_SECURE and within the handlers, likewise. */
    private static final Set<Step> PAGE_STEPS = EnumSet.range(Step.M1_LOCK_PAGE, Step.RC_PUT);

    private final Set<Step> hidden = EnumSet.of(Step.IDLE, Step.RUN);
    /** Steps that only the tests of tables and of the OOM notifier look at. */
    private static final Set<Step> INNER = inner();

    final ScriptedEnvironment environment = new ScriptedEnvironment();
    final RecordingProbe probe = new RecordingProbe();
    final Machine machine;

    Stage(MachineParameters parameters, Switches switches) {
        machine = new Machine(parameters, switches, probe, environment);
        hidden.addAll(INNER);
        hidden.addAll(PAGE_STEPS);
    }

    /** Shows every step of imports and handlers. */
    Stage withPageSteps() {
        hidden.removeAll(PAGE_STEPS);
        return this;
    }

    /** Three pages, the first of them below 2 GiB, batches of two, lazy destroy as posted in v2. */
    static Stage v2() {
        return new Stage(new MachineParameters(3, 1, 2, 4, true), Switches.V2);
    }

    /** One page, none below 2 GiB. */
    static Stage tiny(Switches switches, boolean lazyDestroy) {
        return new Stage(new MachineParameters(1, 0, 2, 4, lazyDestroy), switches);
    }

    /** So many pages, none below 2 GiB; array pages of deferred_list take two. */
    static Stage lists(int pages, Switches switches) {
        return new Stage(new MachineParameters(pages, 0, 2, 4, true).withListCapacity(2), switches);
    }

    /** The same with two VMs, to which the pages belong in turn. */
    static Stage twoVms(int pages, Switches switches) {
        return new Stage(
                new MachineParameters(pages, 0, 2, 4, true).withListCapacity(2).withVms(2), switches);
    }

    /** Two pages of shared memory that another process maps, too, none below 2 GiB, and two guest CPUs. */
    static Stage sharedMemory(Switches switches) {
        return new Stage(
                new MachineParameters(2, 0, 2, 2, true).withGuestCpus(2).withOtherProcess(true), switches);
    }

    static Command enable() {
        return new Enable();
    }

    static Command unpack(int page) {
        return new Unpack(page);
    }

    static Command disable() {
        return new Disable();
    }

    static Command enable(int vm) {
        return new Enable(vm);
    }

    static Command disable(int vm) {
        return new Disable(vm);
    }

    static Command close(int vm) {
        return new Close(vm);
    }

    static Command exit() {
        return new Exit();
    }

    static Command close() {
        return new Close();
    }

    /** The I/O thread does this and is back in userspace; returns the steps, without those at which it only chose. */
    List<Step> userspace(Command... commands) {
        environment.commands.addAll(List.of(commands));
        return stepsOf(machine.ioLoop());
    }

    /** The oldest kthread that was woken and not run yet runs to its end. */
    List<Step> kthread() {
        return stepsOf(environment.wokenKthreads.remove(0));
    }

    List<Step> guestTouches(int page) {
        environment.accesses.add(page);
        return stepsOf(machine.vcpuLoop());
    }

    /** The OOM reaper unmaps this page. */
    List<Step> reaps(int page) {
        environment.accesses.add(page);
        return stepsOf(machine.reaperLoop());
    }

    /** Another holder of the address space comes and goes, this often. */
    List<Step> holder(int times) {
        environment.holders = times;
        return stepsOf(machine.holderLoop());
    }

    List<Step> hostTouches(int page) {
        environment.accesses.add(page);
        return stepsOf(machine.hostLoop());
    }

    /** This guest CPU of the first VM touches the page. */
    List<Step> guestTouches(int cpu, int page) {
        environment.accesses.add(page);
        return stepsOf(Objects.requireNonNull(machine.vcpuLoop(cpu)));
    }

    /** The guest CPU asks the Ultravisor for this. */
    void guestCalls(GuestCall call) {
        environment.guestCalls.add(call);
        machine.vcpuLoop().run();
    }

    /** Reclaim takes this page. */
    List<Step> reclaims(int page) {
        environment.accesses.add(page);
        return stepsOf(machine.reclaimLoop());
    }

    /** The other process touches this page. */
    List<Step> otherTouches(int page) {
        environment.accesses.add(page);
        return stepsOf(Objects.requireNonNull(machine.otherLoop()));
    }

    /** The other process gives this page back. */
    void otherUnmaps(int page) {
        environment.accesses.add(page);
        Objects.requireNonNull(machine.otherUnmapLoop()).run();
    }

    /** The guest CPU does this; returns the steps. */
    List<Step> guestMoves(GuestMove... moves) {
        environment.guestMoves.addAll(List.of(moves));
        return stepsOf(Objects.requireNonNull(machine.sieLoop(1)));
    }

    /** An allocator finds no memory. */
    List<Step> runsOut(Shortage shortage) {
        environment.shortages.add(shortage);
        return stepsOf(machine.allocatorLoop());
    }

    /** Another process takes a reference on a page, or drops it. */
    void holds(int page, boolean takes) {
        environment.pageHolds.add(new PageHold(page, takes));
        machine.pageHolderLoop().run();
    }

    /** The locals of the import whose step was reached last. */
    ImportState state() {
        return (ImportState) Objects.requireNonNull(probe.frame());
    }

    List<String> leaks() {
        return new LeakDetector(machine).leaks();
    }

    @Nullable
    IoctlResult lastIoctl() {
        return machine.process().lastIoctl();
    }

    private static Set<Step> inner() {
        Set<Step> inner = EnumSet.range(Step.E3L_TAKE_LOCKS, Step.E3H_KICK_CPUS);
        inner.addAll(EnumSet.of(Step.N6_LIST_AGAIN, Step.K0_REGISTER, Step.K1_COUNT, Step.K2_UNREGISTER));
        return inner;
    }

    private List<Step> stepsOf(Runnable thread) {
        int from = probe.steps.size();
        thread.run();
        List<Step> taken = new ArrayList<>(probe.steps.subList(from, probe.steps.size()));
        taken.removeIf(hidden::contains);
        return taken;
    }
}
