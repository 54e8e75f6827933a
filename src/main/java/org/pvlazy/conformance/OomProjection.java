package org.pvlazy.conformance;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pvlazy.conformance.Participant.Phase;
import org.pvlazy.kvm.DeferredPriv;
import org.pvlazy.kvm.LazyDestroyOomNotifier;
import org.pvlazy.mm.OomNotifier;
import org.pvlazy.mm.OomRound;
import org.pvlazy.tla.Shape;
import org.pvlazy.tla.TlaValue;

/** The variables of the slice oom. */
final class OomProjection extends Projection {
    private static final Shape OOM = Shape.record("memcg", "freed", "rest", "before");
    private static final Shape AUDIT = Shape.record("call", "round");
    private static final TlaValue NO_OOM = OOM.of(flag(false), num(0), TlaValue.tuple(), num(0));

    OomProjection(ReplayParameters parameters) {
        super(parameters);
        ultravisor();
        process(parameters);
        List<String> kthreads =
                parameters.slice().threads().kthreads(parameters.machine().maxConfigs());
        List<String> threads = new ArrayList<>(List.of("I", "O", "Q"));
        threads.addAll(kthreads);
        perThread("pc", threads, this::pc);
        perThread("drain", kthreads, DeferredListValues::drain);
        perThread("priv", kthreads, thread -> num(priv(thread) instanceof DeferredPriv priv ? priv.handle() : 0));
        perThread(
                "nfreed",
                kthreads,
                thread -> num(priv(thread) instanceof DeferredPriv priv ? (int) priv.pagesFreed() : 0));
        round(parameters);
        machine("splat", this::splat);
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

    private void process(ReplayParameters parameters) {
        int vms = parameters.machine().vms();
        machine("proc", m -> text(m.process().alive() ? "alive" : "exited"));
        perIndex("fd", vms, (m, v) -> lower(m.kvm(v).fd()));
        perIndex("handle", vms, (m, v) -> num(m.kvm(v).pvHandle()));
        perPage("ref", (m, p) -> num(m.memmap().refcount(p)));
        perPage("charged", (m, p) -> flag(m.memmap().memcg().charged(p)));
        pages("held", (m, p) -> m.heldElsewhere().contains(p));
        machine("dlist", DeferredListValues::listed);
        allocated("arrays", m -> m.mm().deferredList().ids());
        perPage("pfns", DeferredListValues::pfns);
        world("dlock", DeferredListValues::lockedBy);
    }

    private void round(ReplayParameters parameters) {
        boolean endless = parameters.environment().number(OomSlice.OOMS) == 0;
        world("chain", world -> notifiers(world, world.machine().oom().chain().notifiers()));
        world("oom", OomProjection::oom);
        machine(
                "audit",
                m -> AUDIT.of(num(m.oomAudit().call()), num(m.oomAudit().round())));
        machine(
                "kills",
                m -> num(endless ? Math.min(1, m.oom().kills()) : m.oom().kills()));
        left("ooms", OomSlice.OOMS);
    }

    private static @Nullable Object priv(@Nullable Participant thread) {
        return thread == null || thread.phase == Phase.ENDED ? null : thread.data;
    }

    private static TlaValue oom(World world) {
        return frame(world.participant("O")) instanceof OomRound round
                ? OOM.of(
                        flag(round.memcg()), num((int) round.freed().pages()), notifiers(world, round.rest()), num((int)
                                round.before()))
                : NO_OOM;
    }

    private static TlaValue notifiers(World world, List<OomNotifier> notifiers) {
        return TlaValue.tuple(
                notifiers.stream().map(notifier -> name(world, notifier)).toList());
    }

    private static TlaValue name(World world, OomNotifier notifier) {
        if (!(notifier instanceof LazyDestroyOomNotifier own)) {
            return text("foreign");
        }
        return nameOf(world, thread -> thread.data == own.priv(), "nobody");
    }
}
