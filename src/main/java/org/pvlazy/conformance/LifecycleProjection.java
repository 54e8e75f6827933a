package org.pvlazy.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.pvlazy.conformance.Participant.Phase;
import org.pvlazy.kvm.DeferredPriv;
import org.pvlazy.kvm.ImportState;
import org.pvlazy.kvm.Kvm;
import org.pvlazy.kvm.LazyPage;
import org.pvlazy.kvm.ResetWalkState;
import org.pvlazy.tla.Shape;
import org.pvlazy.tla.TlaValue;
import org.pvlazy.uv.UvcResult;

/** The variables of the slices reboot and shutdown. */
final class LifecycleProjection extends Projection {
    private static final Shape WALK = Shape.record("users", "next", "end", "r", "batch");
    private static final Shape ZPAGE = Shape.record("page", "lazy");
    private static final Shape PRIV = Shape.record("stor", "table", "handle", "hasmm");
    private static final Shape UVCB = Shape.record("cc", "need");
    private static final TlaValue NO_WALK = WALK.of(num(0), num(0), num(0), num(0), TlaValue.tuple());
    private static final TlaValue NO_ZPAGE = ZPAGE.of(num(0), num(0));
    private static final TlaValue NO_PRIV = PRIV.of(num(0), num(0), num(0), flag(false));
    private static final TlaValue NO_UVCB = UVCB.of(num(0), flag(false));
    /** More tables than any model allocates. */
    private static final int LAST_TABLE = 32;

    private final int vms;

    LifecycleProjection(ReplayParameters parameters) {
        super(parameters);
        vms = parameters.machine().vms();
        ultravisor();
        memory();
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
        perPage("shared", (m, p) -> flag(m.uv().shared(p)));
    }

    private void memory() {
        machine("users", m -> num(m.mm().users()));
        machine("count", m -> num(m.mm().count()));
        machine("prot", m -> num(m.mm().isProtected()));
        machine("sync", m -> flag(m.mm().pvSyncDestroy()));
        machine("torn", m -> lower(m.mm().teardown()));
        machine("dlist", DeferredListValues::listed);
        world("dlock", DeferredListValues::lockedBy);
        allocated("arrays", m -> m.mm().deferredList().ids());
        perPage("pfns", DeferredListValues::pfns);
        perPage("mapped", (m, p) -> flag(m.mm().present(p)));
        perPage("ref", (m, p) -> num(m.memmap().refcount(p)));
        perPage("flag", (m, p) -> flag(m.memmap().pgArch1(p)));
        pages("leaked", (m, p) -> m.memmap().leaked(p));
    }

    private void vm() {
        perVm("handle", kvm -> num(kvm.pvHandle()));
        perVm("stor", kvm -> num(kvm.pvStorage()));
        perVm("old", kvm -> num(kvm.pvOldTable()));
        perVm("ghandle", kvm -> num(kvm.gmap().guestHandle()));
        perVm("gtable", kvm -> num(kvm.gmap().table()));
        perVm("listed", LifecycleProjection::listed);
        perVm("fd", kvm -> lower(kvm.fd()));
        machine("why", m -> lower(m.kvm(m.process().currentVm()).deinitReason()));
        machine("cur", m -> num(m.process().currentVm()));
        allocated("tables", m -> m.tables());
        allocated("blocks", m -> m.donatedStorage());
        machine("privs", m -> num(m.privs().allocated()));
        machine("modref", m -> num(m.module().references()));
        machine("proc", m -> text(m.process().alive() ? "alive" : "exited"));
        machine("splat", this::splat);
        world("budget", world -> num(world.environment().budget()));
        left("reboots", LifecycleSlice.MAX_REBOOTS);
    }

    private void perVm(String name, Function<Kvm, TlaValue> value) {
        perIndex(name, vms, (m, v) -> value.apply(m.kvm(v)));
    }

    private void threads(List<String> walkers) {
        List<String> exiters = new ArrayList<>(walkers);
        exiters.add("M");
        List<String> all = new ArrayList<>(exiters);
        all.add("V");
        perThread("pc", all, this::pc);
        perThread("walk", walkers, LifecycleProjection::walk);
        perThread("drain", walkers, DeferredListValues::drain);
        perThread("zpage", exiters, LifecycleProjection::zpage);
        perThread("priv", walkers, LifecycleProjection::priv);
        perThread("arg", List.of("I", "V"), LifecycleProjection::arg);
        world("uvcb", world -> uvcb(world.participant("I")));
    }

    private static TlaValue zpage(@Nullable Participant thread) {
        return frame(thread) instanceof LazyPage page
                ? ZPAGE.of(num(page.pfn()), DeferredListValues.id(page.array()))
                : NO_ZPAGE;
    }

    static TlaValue walk(@Nullable Participant thread) {
        if (!(frame(thread) instanceof ResetWalkState state)) {
            return NO_WALK;
        }
        return WALK.of(
                num(state.users()),
                num(state.next()),
                num(state.end()),
                num(state.r()),
                DeferredListValues.rest(state));
    }

    private static TlaValue priv(@Nullable Participant thread) {
        DeferredPriv priv = deferredPriv(thread);
        return priv == null
                ? NO_PRIV
                : PRIV.of(num(priv.storage()), num(priv.oldTable()), num(priv.handle()), flag(priv.hasMm()));
    }

    /** The structure the kthread was given, or the one that the I/O thread is about to hand over; null if there is none. */
    static @Nullable DeferredPriv deferredPriv(@Nullable Participant thread) {
        Object data =
                thread != null && thread.phase != Phase.ENDED && thread.data != null ? thread.data : frame(thread);
        return data instanceof DeferredPriv priv ? priv : null;
    }

    private static TlaValue arg(@Nullable Participant thread) {
        return num(frame(thread) instanceof ImportState state ? state.page() : 0);
    }

    private static TlaValue uvcb(@Nullable Participant thread) {
        return frame(thread) instanceof UvcResult result
                ? UVCB.of(num(result.cc()), flag(result.needDestroy()))
                : NO_UVCB;
    }

    private static TlaValue listed(Kvm kvm) {
        List<TlaValue> listed = new ArrayList<>();
        for (int table = 0; table <= LAST_TABLE; table++) {
            if (kvm.gmap().listed(table)) {
                listed.add(num(table));
            }
        }
        return TlaValue.set(listed);
    }
}
