package org.pvlazy.conformance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.pvlazy.conformance.Participant.Phase;
import org.pvlazy.kvm.DeferredPriv;
import org.pvlazy.kvm.DeinitReason;
import org.pvlazy.kvm.FdState;
import org.pvlazy.kvm.Machine;
import org.pvlazy.kvm.ResetWalkState;
import org.pvlazy.mm.IdAllocator;
import org.pvlazy.mm.Teardown;
import org.pvlazy.probe.Sanitizer.Splat;
import org.pvlazy.probe.Step;
import org.pvlazy.tla.Shape;
import org.pvlazy.tla.TlaValue;
import org.pvlazy.uv.ConfigState;
import org.pvlazy.uv.UvcResult;

/**
 * The implementation's state in the specification's words: one function for every variable, which reads the field of that name
 * and nothing else.
 */
final class Projection {
    private static final Shape WALK = Shape.record("users", "next", "end", "r", "batch");
    private static final Shape PRIV = Shape.record("stor", "table", "handle");
    private static final Shape UVCB = Shape.record("cc", "need");
    private static final Shape ARG = Shape.record("I", "V");
    private static final TlaValue NO_WALK = WALK.of(num(0), num(0), num(0), num(0), TlaValue.tuple());
    private static final TlaValue NO_PRIV = PRIV.of(num(0), num(0), num(0));
    private static final TlaValue NO_UVCB = UVCB.of(num(0), flag(false));
    private static final Map<Step, TlaValue> STEP_NAMES = stepNames();
    private static final IdentityHashMap<Enum<?>, TlaValue> LOWER_CASE = lowerCase();
    /** More tables than any model allocates. */
    private static final int LAST_TABLE = 32;

    private final Map<String, Function<World, TlaValue>> variables = new TreeMap<>();
    private final int maxConfigs;
    private final int pages;
    private final Shape threads;
    private final Shape walkers;

    Projection(ReplayParameters parameters) {
        maxConfigs = parameters.machine().maxConfigs();
        pages = parameters.machine().pages();
        List<String> names = new ArrayList<>(List.of("I"));
        for (int k = 0; k < maxConfigs; k++) {
            names.add(Binding.threadName(Binding.FIRST_KTHREAD + k));
        }
        walkers = Shape.record(names.toArray(String[]::new));
        names.add("V");
        threads = Shape.record(names.toArray(String[]::new));
        ultravisor();
        memory();
        vm();
        threads();
    }

    /** The names of the variables that it knows. */
    Set<String> names() {
        return Set.copyOf(variables.keySet());
    }

    /**
     * The functions for these variables, in their order.
     *
     * @throws IllegalArgumentException if there is none for one of them, or if one is left out and would not be compared
     */
    List<Function<World, TlaValue>> functions(List<String> names) {
        Set<String> leftOut = new TreeSet<>(variables.keySet());
        names.forEach(leftOut::remove);
        if (!leftOut.isEmpty()) {
            throw new IllegalArgumentException("variables " + leftOut + " are left out");
        }
        return names.stream().map(this::variable).toList();
    }

    private Function<World, TlaValue> variable(String name) {
        Function<World, TlaValue> function = variables.get(name);
        if (function == null) {
            throw new IllegalArgumentException("unknown variable " + name);
        }
        return function;
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

    private void vm() {
        machine("handle", m -> num(m.kvm().pvHandle()));
        machine("stor", m -> num(m.kvm().pvStorage()));
        machine("ghandle", m -> num(m.gmap().guestHandle()));
        machine("gtable", m -> num(m.gmap().table()));
        machine("listed", Projection::listed);
        machine("fd", m -> lower(m.kvm().fd()));
        machine("why", m -> lower(m.kvm().deinitReason()));
        machine("tables", m -> allocated(m.tables()));
        machine("blocks", m -> allocated(m.donatedStorage()));
        machine("proc", m -> text(m.process().alive() ? "alive" : "exited"));
        machine("splat", Projection::splat);
        variables.put("budget", world -> num(world.environment().budget()));
        variables.put("reboots", world -> num(world.environment().reboots()));
    }

    private void threads() {
        variables.put("pc", world -> {
            TlaValue[] values = new TlaValue[maxConfigs + 2];
            values[0] = pc(world.participant(Binding.IO));
            for (int k = 1; k <= maxConfigs; k++) {
                values[k] = pc(kthread(world, k));
            }
            values[maxConfigs + 1] = pc(world.participant(Binding.VCPU));
            return threads.of(values);
        });
        perWalker("walk", Projection::walk);
        perWalker("priv", Projection::priv);
        variables.put("arg", world -> ARG.of(arg(world.participant(Binding.IO)), arg(world.participant(Binding.VCPU))));
        variables.put("uvcb", world -> uvcb(world.participant(Binding.IO)));
    }

    private static TlaValue pc(@Nullable Participant thread) {
        if (thread == null) {
            return text("None");
        }
        return switch (thread.phase) {
            case CREATED -> text("Created");
            case ENDED -> text(thread.index < Binding.FIRST_KTHREAD ? "Done" : "None");
            case ALIVE, CRASHED -> Objects.requireNonNull(STEP_NAMES.get(thread.step));
        };
    }

    private static TlaValue walk(@Nullable Participant thread) {
        if (!(frame(thread) instanceof ResetWalkState state)) {
            return NO_WALK;
        }
        TlaValue[] batch = new TlaValue[state.count() - state.cursor()];
        Arrays.setAll(batch, i -> num(state.pfn(state.cursor() + i)));
        return WALK.of(num(state.users()), num(state.next()), num(state.end()), num(state.r()), TlaValue.tuple(batch));
    }

    /** The structure the kthread was given, or the one that the I/O thread is about to hand over. */
    private static TlaValue priv(@Nullable Participant thread) {
        Object data =
                thread != null && thread.phase != Phase.ENDED && thread.data != null ? thread.data : frame(thread);
        return data instanceof DeferredPriv priv
                ? PRIV.of(num(priv.storage()), num(priv.oldTable()), num(priv.handle()))
                : NO_PRIV;
    }

    private static TlaValue arg(@Nullable Participant thread) {
        return num(frame(thread) instanceof Integer page ? page : 0);
    }

    private static TlaValue uvcb(@Nullable Participant thread) {
        return frame(thread) instanceof UvcResult result
                ? UVCB.of(num(result.cc()), flag(result.needDestroy()))
                : NO_UVCB;
    }

    private static @Nullable Object frame(@Nullable Participant thread) {
        return thread == null || thread.phase == Phase.ENDED ? null : thread.frame;
    }

    private static @Nullable Participant kthread(World world, int k) {
        return world.participant(Binding.FIRST_KTHREAD + k - 1);
    }

    private static TlaValue listed(Machine machine) {
        List<TlaValue> listed = new ArrayList<>();
        for (int table = 0; table <= LAST_TABLE; table++) {
            if (machine.gmap().listed(table)) {
                listed.add(num(table));
            }
        }
        return TlaValue.set(listed);
    }

    private static TlaValue allocated(IdAllocator allocator) {
        List<TlaValue> ids = new ArrayList<>();
        allocator.forEachAllocated(id -> ids.add(num(id)));
        return TlaValue.set(ids);
    }

    private static TlaValue splat(Machine machine) {
        var bug = machine.sanitizer().first();
        return bug == null ? TlaValue.set() : TlaValue.set(lower(bug.splat()));
    }

    private void machine(String name, Function<Machine, TlaValue> value) {
        variables.put(name, world -> value.apply(world.machine()));
    }

    private interface Indexed {
        TlaValue of(Machine machine, int index);
    }

    private void perConfig(String name, Indexed value) {
        machine(name, m -> tuple(maxConfigs, c -> value.of(m, c)));
    }

    private void perPage(String name, Indexed value) {
        machine(name, m -> tuple(pages, p -> value.of(m, p)));
    }

    private void perWalker(String name, Function<@Nullable Participant, TlaValue> value) {
        variables.put(name, world -> {
            TlaValue[] values = new TlaValue[maxConfigs + 1];
            values[0] = value.apply(world.participant(Binding.IO));
            for (int k = 1; k <= maxConfigs; k++) {
                values[k] = value.apply(kthread(world, k));
            }
            return walkers.of(values);
        });
    }

    private static TlaValue tuple(int size, IntFunction<TlaValue> element) {
        TlaValue[] elements = new TlaValue[size];
        Arrays.setAll(elements, i -> element.apply(i + 1));
        return TlaValue.tuple(elements);
    }

    private static TlaValue num(int number) {
        return TlaValue.of(number);
    }

    private static TlaValue flag(boolean flag) {
        return TlaValue.of(flag);
    }

    private static TlaValue text(String text) {
        return TlaValue.string(text);
    }

    private static TlaValue lower(Enum<?> constant) {
        return Objects.requireNonNull(LOWER_CASE.get(constant));
    }

    private static IdentityHashMap<Enum<?>, TlaValue> lowerCase() {
        IdentityHashMap<Enum<?>, TlaValue> names = new IdentityHashMap<>();
        Stream.of(ConfigState.values(), Teardown.values(), FdState.values(), DeinitReason.values(), Splat.values())
                .flatMap(Arrays::stream)
                .forEach(constant -> names.put(constant, text(constant.name().toLowerCase(Locale.ROOT))));
        return names;
    }

    private static Map<Step, TlaValue> stepNames() {
        Map<Step, TlaValue> names = new EnumMap<>(Step.class);
        for (Step step : Step.values()) {
            names.put(step, text(Binding.name(step)));
        }
        return names;
    }
}
