package org.pvlazy.conformance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.pvlazy.conformance.Participant.Phase;
import org.pvlazy.kvm.DeferredPriv;
import org.pvlazy.kvm.DeinitReason;
import org.pvlazy.kvm.DrainState;
import org.pvlazy.kvm.Kvm;
import org.pvlazy.kvm.LazyPage;
import org.pvlazy.kvm.Machine;
import org.pvlazy.kvm.PfnBatch;
import org.pvlazy.kvm.ResetWalkState;
import org.pvlazy.mm.ArrayPage;
import org.pvlazy.tla.Shape;
import org.pvlazy.tla.TlaValue;
import org.pvlazy.uv.UvcResult;

/** The variables of the slices reboot and shutdown. */
final class LifecycleProjection extends Projection {
    private static final Shape WALK = Shape.record("users", "next", "end", "r", "batch");
    private static final Shape PRIV = Shape.record("hasmm", "stor", "table", "handle");
    private static final Shape UVCB = Shape.record("cc", "need");
    private static final TlaValue NO_WALK = WALK.of(num(0), num(0), num(0), num(0), TlaValue.tuple());
    private static final TlaValue NO_PRIV = PRIV.of(flag(false), num(0), num(0), num(0));
    private static final Shape DRAIN = Shape.record("cur", "nxt");
    private static final TlaValue NO_DRAIN = DRAIN.of(num(0), num(0));
    private static final TlaValue NO_UVCB = UVCB.of(num(0), flag(false));
    /** More tables than any model allocates. */
    private static final int LAST_TABLE = 32;

    private final int pages;
    private final int vms;

    LifecycleProjection(ReplayParameters parameters) {
        super(parameters);
        pages = parameters.machine().pages();
        vms = parameters.machine().vms();
        ultravisor();
        memory();
        list();
        vm();
        List<String> walkers = new ArrayList<>(List.of("I"));
        walkers.addAll(
                parameters.slice().threads().kthreads(parameters.machine().maxConfigs()));
        threads(walkers);
    }

    private void ultravisor() {
        perConfig("ust", (m, c) -> lower(m.uv().state(c)));
        perConfig("ucpus", (m, c) -> num(m.uv().cpus(c)));
        perConfig("uasce", (m, c) -> num(m.uv().asce(c)));
        perConfig("ustor", (m, c) -> num(m.uv().storage(c)));
        perPage("owner", (m, p) -> num(m.uv().owner(p)));
        perPage("secret", (m, p) -> num(m.uv().secret(p)));
    }

    private void memory() {
        machine("users", m -> num(m.mm().users()));
        machine("count", m -> num(m.mm().count()));
        machine("prot", m -> num(m.mm().isProtected()));
        machine("sync", m -> flag(m.mm().pvSyncDestroy()));
        machine("torn", m -> lower(m.mm().teardown()));
        perPage("mapped", (m, p) -> flag(m.mm().present(p)));
        perPage("ref", (m, p) -> num(m.memmap().refcount(p)));
        perPage("flag", (m, p) -> flag(m.memmap().pgArch1(p)));
    }

    private void list() {
        machine("dlist", m -> numbers(m.mm().deferredList().listed()));
        // An array page is paid for with a page, so there are never more of them than pages.
        perIndex("arrays", pages, LifecycleProjection::array);
        world("dlock", LifecycleProjection::lockHolder);
        machine("leaked", m -> where(pages, m.memmap()::leaked));
    }

    private void vm() {
        perVm("handle", kvm -> num(kvm.pvHandle()));
        perVm("stor", kvm -> num(kvm.pvStorage()));
        perVm("old", kvm -> num(kvm.pvOldTable()));
        perVm("ghandle", kvm -> num(kvm.gmap().guestHandle()));
        perVm("gtable", kvm -> num(kvm.gmap().table()));
        perVm("listed", kvm -> where(LAST_TABLE, kvm.gmap()::listed));
        perVm("fd", kvm -> lower(kvm.fd()));
        machine("cur", m -> num(m.process().currentVm()));
        machine("why", m -> lower(reason(m)));
        machine("tables", m -> allocated(m.tables()));
        machine("blocks", m -> allocated(m.donatedStorage()));
        machine("privs", m -> num(m.privs().allocated()));
        machine("modref", m -> num(m.module().references()));
        machine("proc", m -> text(m.process().alive() ? "alive" : "exited"));
        machine("splat", this::splat);
        world("budget", world -> num(world.environment().budget()));
        left("reboots", LifecycleSlice.MAX_REBOOTS);
    }

    private void threads(List<String> walkers) {
        List<String> exiting = new ArrayList<>(walkers);
        exiting.add("M");
        List<String> all = new ArrayList<>(exiting);
        all.add("V");
        perThread("pc", all, this::pc);
        perThread("walk", walkers, LifecycleProjection::walk);
        perThread("drain", walkers, LifecycleProjection::drain);
        perThread("zpage", exiting, LifecycleProjection::zpage);
        Shape privs = Shape.record(walkers.toArray(String[]::new));
        world(
                "priv",
                world -> privs.of(walkers.stream()
                        .map(name -> priv(
                                name.equals("I") ? deferring(world.machine()) : deferredPriv(world.participant(name))))
                        .toArray(TlaValue[]::new)));
        perThread("arg", List.of("I", "V"), LifecycleProjection::arg);
        world("uvcb", world -> uvcb(world.participant("I")));
    }

    /** A function on the VMs. */
    private void perVm(String name, Function<Kvm, TlaValue> value) {
        perIndex(name, vms, (m, v) -> value.apply(m.kvm(v)));
    }

    /** What is in an array page; nothing if it is free. */
    private static TlaValue array(Machine machine, int id) {
        ArrayPage array = machine.mm().deferredList().array(id);
        return numbers(array == null ? List.of() : array.pages());
    }

    private static TlaValue lockHolder(World world) {
        return world.participants().stream()
                .filter(thread -> frame(thread) instanceof DrainState state && state.locked())
                .map(thread -> text(thread.name))
                .findFirst()
                .orElse(text("none"));
    }

    /** Why the synchronous path is running; one thread at most is in it. */
    private static DeinitReason reason(Machine machine) {
        return machine.kvms().stream()
                .map(Kvm::deinitReason)
                .filter(reason -> reason != DeinitReason.NONE)
                .findFirst()
                .orElse(DeinitReason.NONE);
    }

    private static @Nullable DeferredPriv deferring(Machine machine) {
        for (Kvm kvm : machine.kvms()) {
            DeferredPriv priv = kvm.deferring();
            if (priv != null) {
                return priv;
            }
        }
        return null;
    }

    private static TlaValue walk(@Nullable Participant thread) {
        if (!(frame(thread) instanceof PfnBatch batch)) {
            return NO_WALK;
        }
        TlaValue[] rest = new TlaValue[batch.count() - batch.cursor()];
        Arrays.setAll(rest, i -> num(batch.pfn(batch.cursor() + i)));
        TlaValue pfns = TlaValue.tuple(rest);
        return batch instanceof ResetWalkState state
                ? WALK.of(num(state.users()), num(state.next()), num(state.end()), num(state.r()), pfns)
                : WALK.of(num(0), num(0), num(0), num(0), pfns);
    }

    private static TlaValue drain(@Nullable Participant thread) {
        return frame(thread) instanceof DrainState state ? DRAIN.of(id(state.current()), id(state.next())) : NO_DRAIN;
    }

    private static TlaValue id(@Nullable ArrayPage array) {
        return num(array == null ? 0 : array.id());
    }

    private static TlaValue zpage(@Nullable Participant thread) {
        return num(frame(thread) instanceof LazyPage page ? page.pfn() : 0);
    }

    private static TlaValue priv(@Nullable DeferredPriv priv) {
        return priv == null
                ? NO_PRIV
                : PRIV.of(flag(priv.hasMm()), num(priv.storage()), num(priv.oldTable()), num(priv.handle()));
    }

    /** The structure the kthread was given, or the one that the I/O thread is about to hand over; null if there is none. */
    static @Nullable DeferredPriv deferredPriv(@Nullable Participant thread) {
        Object data =
                thread != null && thread.phase != Phase.ENDED && thread.data != null ? thread.data : frame(thread);
        return data instanceof DeferredPriv priv ? priv : null;
    }

    private static TlaValue arg(@Nullable Participant thread) {
        return num(frame(thread) instanceof Integer page ? page : 0);
    }

    private static TlaValue uvcb(@Nullable Participant thread) {
        return frame(thread) instanceof UvcResult result
                ? UVCB.of(num(result.cc()), flag(result.needDestroy()))
                : NO_UVCB;
    }

    private static TlaValue numbers(List<Integer> numbers) {
        return TlaValue.tuple(numbers.stream().map(Projection::num).toArray(TlaValue[]::new));
    }

    /** The set of numbers from 1 on of which something is true. */
    private static TlaValue where(int last, IntPredicate is) {
        return TlaValue.set(IntStream.rangeClosed(1, last)
                .filter(is)
                .mapToObj(Projection::num)
                .toList());
    }
}
