package org.pvlazy.conformance;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.pvlazy.conformance.Participant.Phase;
import org.pvlazy.kvm.DeferredPriv;
import org.pvlazy.kvm.DeinitReason;
import org.pvlazy.kvm.FdState;
import org.pvlazy.kvm.Machine;
import org.pvlazy.kvm.TableLink;
import org.pvlazy.kvm.TableSwitch;
import org.pvlazy.tla.Shape;
import org.pvlazy.tla.TlaValue;

/** The variables of the slice tables. */
final class GuestTablesProjection extends Projection {
    private static final Shape PRIV = Shape.record("table", "handle", "stor");
    /** More tables than any model allocates. */
    private static final int LAST_TABLE = 32;

    GuestTablesProjection(ReplayParameters parameters) {
        super(parameters);
        perConfig("ust", (m, c) -> lower(m.uv().state(c)));
        // Whether it has any.
        perConfig("ucpus", (m, c) -> num(Math.min(1, m.uv().cpus(c))));
        perConfig("uasce", (m, c) -> num(m.uv().asce(c)));
        perConfig("ustor", (m, c) -> num(m.uv().storage(c)));
        perPage("owner", (m, p) -> num(m.uv().owner(p)));
        perPage("secret", (m, p) -> num(m.uv().secret(p)));
        perPage("shared", (m, p) -> flag(m.uv().shared(p)));
        vm();
        locals();
        threads(parameters);
        world("budget", world -> num(world.environment().budget()));
        left("reboots", GuestTablesSlice.MAX_REBOOTS);
    }

    private void vm() {
        machine("handle", m -> num(m.kvm().pvHandle()));
        machine("old", m -> num(m.kvm().pvOldTable()));
        machine("gtable", m -> num(m.gmap().table()));
        machine("gasce", m -> num(m.gmap().asce()));
        machine("casce", m -> num(m.mm().gmapAsce()));
        machine("h2g", m -> num(m.gmap().hostToGuest()));
        machine("listed", GuestTablesProjection::listed);
        machine("entry", GuestTablesProjection::entries);
        machine("fd", m -> lower(m.kvm().fd()));
        machine("splat", this::splat);
    }

    /** What is on the stack of the I/O thread. */
    private void locals() {
        world("newtab", world -> num(frame(world.participant("I")) instanceof TableSwitch local ? local.table() : 0));
        world("why", world -> text(why(world)));
        world("gtlock", world -> nameOf(world, GuestTablesProjection::holdsTableLock, "none"));
        world("mmaplock", world -> nameOf(world, GuestTablesProjection::holdsMmapLock, "none"));
    }

    private void threads(ReplayParameters parameters) {
        List<String> cpus = List.of("V", "V2").subList(0, parameters.machine().guestCpus());
        List<String> givers = new ArrayList<>(List.of("I"));
        givers.addAll(parameters.slice().threads().kthreads(parameters.machine().maxConfigs()));
        Shape shape = Shape.record(givers.toArray(String[]::new));
        world(
                "priv",
                world -> shape.of(givers.stream()
                        .map(giver -> priv(world, world.participant(giver)))
                        .toArray(TlaValue[]::new)));
        List<String> all = new ArrayList<>(givers);
        all.addAll(cpus);
        perThread("pc", all, this::pc);
        Shape perCpu = Shape.record(cpus.toArray(String[]::new));
        world(
                "vasce",
                world -> perCpu.of(world.machine().kvm().vcpus().stream()
                        .map(cpu -> num(cpu.loadedAsce()))
                        .toArray(TlaValue[]::new)));
        perThread("walked", cpus, thread -> link(thread, TableLink::table));
        perThread("lower", cpus, thread -> link(thread, TableLink::lower));
        perThread("vnew", cpus, thread -> link(thread, TableLink::page));
    }

    /** The one that the I/O thread is filling, or the one that a kthread was given. */
    private static TlaValue priv(World world, @Nullable Participant thread) {
        Object data = null;
        if (thread != null && thread.name.equals("I")) {
            data = world.machine().kvm().deferring();
        } else if (thread != null && thread.phase != Phase.ENDED) {
            data = thread.data;
        }
        return data instanceof DeferredPriv priv
                ? PRIV.of(num(priv.oldTable()), num(priv.handle()), num(priv.storage()))
                : PRIV.of(num(0), num(0), num(0));
    }

    private static TlaValue link(@Nullable Participant thread, ToIntFunction<TableLink> local) {
        return num(frame(thread) instanceof TableLink link ? local.applyAsInt(link) : 0);
    }

    /** Who has replace_asce run. */
    private static String why(World world) {
        if (world.machine().kvm().deinitReason() != DeinitReason.NONE) {
            return "failed";
        }
        if (!(frame(world.participant("I")) instanceof TableSwitch)) {
            return "none";
        }
        return world.machine().kvm().fd() == FdState.CLOSING ? "close" : "disable";
    }

    private static boolean holdsTableLock(Participant thread) {
        Object frame = frame(thread);
        return frame instanceof TableLink link
                ? link.locked()
                : frame instanceof TableSwitch local && local.tableLocked();
    }

    private static boolean holdsMmapLock(Participant thread) {
        return frame(thread) instanceof TableSwitch local && local.mmapLocked();
    }

    private static TlaValue listed(Machine machine) {
        List<TlaValue> listed = new ArrayList<>();
        for (int table = 1; table <= LAST_TABLE; table++) {
            if (machine.gmap().listed(table)) {
                listed.add(num(table));
            }
        }
        return TlaValue.set(listed);
    }

    private static TlaValue entries(Machine machine) {
        Map<TlaValue, TlaValue> entries = new HashMap<>();
        machine.tables()
                .forEachAllocated(table ->
                        entries.put(num(table), num(machine.guestTables().entry(table))));
        return TlaValue.function(entries);
    }
}
