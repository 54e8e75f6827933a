package org.pvlazy.conformance;

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
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.pvlazy.conformance.Participant.Phase;
import org.pvlazy.kvm.Machine;
import org.pvlazy.mm.IdAllocator;
import org.pvlazy.probe.Sanitizer.KernelBug;
import org.pvlazy.probe.Step;
import org.pvlazy.tla.Shape;
import org.pvlazy.tla.TlaValue;

/**
 * The implementation's state in the specification's words: one function for every variable, which reads the field of that name
 * and nothing else. A slice names its variables in the constructor of a subclass. Not for several threads at once.
 */
abstract class Projection {
    private final Map<String, Function<World, TlaValue>> variables = new TreeMap<>();
    private final Map<Step, TlaValue> stepNames = new EnumMap<>(Step.class);
    private final IdentityHashMap<Enum<?>, TlaValue> lowerCase = new IdentityHashMap<>();
    private final int configs;
    private final int pages;
    private final Threads threads;

    Projection(ReplayParameters parameters) {
        configs = parameters.machine().maxConfigs();
        pages = parameters.machine().pages();
        threads = parameters.slice().threads();
        for (Step step : Step.values()) {
            stepNames.put(step, text(Binding.name(step)));
        }
    }

    /** The names of the variables that it knows. */
    final Set<String> names() {
        return Set.copyOf(variables.keySet());
    }

    /**
     * The functions for these variables, in their order.
     *
     * @throws IllegalArgumentException if there is none for one of them, or if one is left out and would not be compared
     */
    final List<Function<World, TlaValue>> functions(List<String> names) {
        Set<String> leftOut = new TreeSet<>(variables.keySet());
        names.forEach(leftOut::remove);
        if (!leftOut.isEmpty()) {
            throw new IllegalArgumentException("variables " + leftOut + " are left out");
        }
        return names.stream().map(this::function).toList();
    }

    /** Leaves a variable out, if it is one, to see who notices. */
    final void forget(String name) {
        variables.remove(name);
    }

    private Function<World, TlaValue> function(String name) {
        Function<World, TlaValue> function = variables.get(name);
        if (function == null) {
            throw new IllegalArgumentException("unknown variable " + name);
        }
        return function;
    }

    /** A variable that is read from the world: its threads, its environment. */
    final void world(String name, Function<World, TlaValue> value) {
        variables.put(name, value);
    }

    /** A variable that is read from the machine. */
    final void machine(String name, Function<Machine, TlaValue> value) {
        world(name, world -> value.apply(world.machine()));
    }

    /** What a variable that is a function on 1 to n is somewhere. */
    interface Indexed {
        TlaValue of(Machine machine, int index);
    }

    /** A function on 1 to {@code size}. */
    final void perIndex(String name, int size, Indexed value) {
        Assembly tuple = new Assembly(TlaValue::tuple);
        machine(name, m -> {
            tuple.begin();
            for (int i = 1; i <= size; i++) {
                tuple.add(value.of(m, i));
            }
            return tuple.end();
        });
    }

    /** A function on the configurations. */
    final void perConfig(String name, Indexed value) {
        perIndex(name, configs, value);
    }

    /** A function on the pages. */
    final void perPage(String name, Indexed value) {
        perIndex(name, pages, value);
    }

    /** Whether a page is in a variable that is a set of pages. */
    interface Chosen {
        boolean has(Machine machine, int page);
    }

    /** A set of pages. */
    final void pages(String name, Chosen chosen) {
        Assembly set = new Assembly(TlaValue::set);
        machine(name, m -> {
            set.begin();
            for (int page = 1; page <= pages; page++) {
                if (chosen.has(m, page)) {
                    set.add(num(page));
                }
            }
            return set.end();
        });
    }

    /** A function on the threads of these names; a kthread that does not exist is null. */
    final void perThread(String name, List<String> names, Function<@Nullable Participant, TlaValue> value) {
        Shape shape = Shape.record(names.toArray(String[]::new));
        int[] places = names.stream().mapToInt(threads::place).toArray();
        Assembly function = new Assembly(shape::of);
        world(name, world -> {
            function.begin();
            for (int place : places) {
                function.add(value.apply(world.participant(place)));
            }
            return function.end();
        });
    }

    /** How often what a constant limits may still happen. */
    final void left(String name, String constant) {
        world(name, world -> num(world.environment().left(constant)));
    }

    /** Where a thread stands: None, Created, Done or the name of a step. */
    final TlaValue pc(@Nullable Participant thread) {
        if (thread == null) {
            return text("None");
        }
        return switch (thread.phase) {
            case CREATED -> text("Created");
            case ENDED -> text(threads.isKthread(thread.index) ? "None" : "Done");
            case ALIVE, CRASHED -> Objects.requireNonNull(stepNames.get(thread.step));
        };
    }

    /** The frame of the step at which a thread stands, or null. */
    static @Nullable Object frame(@Nullable Participant thread) {
        return thread == null || thread.phase == Phase.ENDED ? null : thread.frame;
    }

    /** What the implementation has reported about itself, a set. */
    final TlaValue splat(Machine machine) {
        KernelBug bug = machine.sanitizer().first();
        return bug == null ? TlaValue.set() : TlaValue.set(lower(bug.splat()));
    }

    /** The set of what is allocated. */
    final void allocated(String name, Function<Machine, IdAllocator> allocator) {
        Assembly set = new Assembly(TlaValue::set);
        machine(name, m -> {
            set.begin();
            allocator.apply(m).forEachAllocated(id -> set.add(num(id)));
            return set.end();
        });
    }

    static TlaValue tuple(int size, IntFunction<TlaValue> element) {
        TlaValue[] elements = new TlaValue[size];
        Arrays.setAll(elements, i -> element.apply(i + 1));
        return TlaValue.tuple(elements);
    }

    /** The name of the first thread of which that is true. */
    static TlaValue nameOf(World world, Predicate<Participant> chosen, String none) {
        for (Participant thread : world.participants()) {
            if (chosen.test(thread)) {
                return text(thread.name);
            }
        }
        return text(none);
    }

    /** A sequence of numbers. */
    static TlaValue numbers(List<Integer> numbers) {
        TlaValue[] values = new TlaValue[numbers.size()];
        Arrays.setAll(values, i -> num(numbers.get(i)));
        return TlaValue.tuple(values);
    }

    static TlaValue num(int number) {
        return TlaValue.of(number);
    }

    static TlaValue flag(boolean flag) {
        return TlaValue.of(flag);
    }

    static TlaValue text(String text) {
        return TlaValue.string(text);
    }

    /** An enum constant as the specification writes it. */
    final TlaValue lower(Enum<?> constant) {
        return lowerCase.computeIfAbsent(constant, c -> text(c.name().toLowerCase(Locale.ROOT)));
    }
}
