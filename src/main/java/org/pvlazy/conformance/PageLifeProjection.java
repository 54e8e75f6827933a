package org.pvlazy.conformance;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pvlazy.kvm.DeferredPriv;
import org.pvlazy.kvm.ImportState;
import org.pvlazy.kvm.OtherProcess;
import org.pvlazy.mm.Errno;
import org.pvlazy.tla.Shape;
import org.pvlazy.tla.TlaValue;

/** The variables of the slice pages. */
final class PageLifeProjection extends Projection {
    private static final Shape IMPORT = Shape.record("drained", "expected", "rc");
    private static final TlaValue NO_IMPORT = IMPORT.of(flag(false), num(0), text("none"));

    PageLifeProjection(ReplayParameters parameters) {
        super(parameters);
        ultravisor();
        vm();
        memory();
        List<String> cpus =
                PageLifeSlice.GUEST_CPUS.subList(0, parameters.machine().guestCpus());
        List<String> importers = new ArrayList<>(List.of("I"));
        importers.addAll(cpus);
        threads(parameters, importers);
    }

    private void ultravisor() {
        perConfig("ust", (m, c) -> lower(m.uv().state(c)));
        // The specification says whether a configuration has CPUs, not how many.
        perConfig("ucpus", (m, c) -> num(Math.min(1, m.uv().cpus(c))));
        perConfig("uasce", (m, c) -> num(m.uv().asce(c)));
        perConfig("ustor", (m, c) -> num(m.uv().storage(c)));
        perPage("owner", (m, p) -> num(m.uv().owner(p)));
        perPage("secret", (m, p) -> num(m.uv().secret(p)));
        perPage("shared", (m, p) -> flag(m.uv().shared(p)));
    }

    private void vm() {
        machine("handle", m -> num(m.kvm().pvHandle()));
        machine("gtable", m -> num(m.gmap().table()));
        machine("prot", m -> num(m.mm().isProtected()));
        machine("splat", this::splat);
        world("zombie", world -> zombie(world.participant(PageLifeSlice.KTHREAD)));
        left("reboots", PageLifeSlice.MAX_REBOOTS);
    }

    private void memory() {
        perPage("mapped", (m, p) -> flag(m.mm().present(p)));
        perPage("qmapped", (m, p) -> flag(mapsToo(m.otherProcess(), p)));
        perPage("cached", (m, p) -> flag(m.guestMemory().cached(p)));
        perPage("ref", (m, p) -> num(m.memmap().references(p)));
        perPage("frozen", (m, p) -> flag(m.memmap().frozen(p)));
        perPage("flag", (m, p) -> flag(m.memmap().pgArch1(p)));
        world("ptl", world -> holder(world, world.machine().mm().pteLockHolder(1)));
        world(
                "plock",
                world -> tuple(
                        world.machine().mm().pages(),
                        p -> holder(world, world.machine().memmap().locks().holder(p))));
    }

    private void threads(ReplayParameters parameters, List<String> importers) {
        List<String> handlers = new ArrayList<>(importers);
        if (parameters.environment().is(PageLifeSlice.HOST_THREAD)) {
            handlers.add(PageLifeSlice.HOST);
        }
        if (parameters.environment().is(PageLifeSlice.RECLAIMER)) {
            handlers.add(PageLifeSlice.RECLAIM);
        }
        List<String> all = new ArrayList<>();
        if (parameters.machine().otherProcess()) {
            handlers.add(PageLifeSlice.OTHER);
            all.add(PageLifeSlice.OTHER_UNMAPS);
        }
        all.addAll(handlers);
        all.add(PageLifeSlice.KTHREAD);
        perThread("pc", all, this::pc);
        perThread("arg", handlers, PageLifeProjection::arg);
        perThread("imp", importers, PageLifeProjection::imp);
        perThread("walk", List.of(PageLifeSlice.KTHREAD), LifecycleProjection::walk);
    }

    private static boolean mapsToo(@Nullable OtherProcess process, int page) {
        return process != null && process.mm().present(page);
    }

    private static TlaValue zombie(@Nullable Participant kthread) {
        DeferredPriv priv = LifecycleProjection.deferredPriv(kthread);
        return num(priv == null ? 0 : priv.handle());
    }

    /** The name of who holds a lock. */
    private static TlaValue holder(World world, @Nullable Thread holder) {
        return nameOf(world, thread -> holder != null && thread.thread == holder, "none");
    }

    private static TlaValue arg(@Nullable Participant thread) {
        Object frame = frame(thread);
        return num(frame instanceof ImportState state ? state.page() : frame instanceof Integer page ? page : 0);
    }

    private static TlaValue imp(@Nullable Participant thread) {
        return frame(thread) instanceof ImportState state
                ? IMPORT.of(flag(state.drained()), num(state.expected()), text(rc(state)))
                : NO_IMPORT;
    }

    private static String rc(ImportState state) {
        if (!state.called()) {
            return "none";
        }
        return switch (state.rc()) {
            case 0 -> "ok";
            case -Errno.EAGAIN -> "eagain";
            default -> "einval";
        };
    }
}
