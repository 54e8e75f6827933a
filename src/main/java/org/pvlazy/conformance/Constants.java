package org.pvlazy.conformance;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.commons.lang3.reflect.ConstructorUtils;
import org.pvlazy.probe.Switches;
import org.pvlazy.tla.TlaSet;
import org.pvlazy.tla.TlaValue;

/**
 * Reads the constants of a model. Every method throws {@link IllegalArgumentException}, naming the constant, if it is missing or has
 * another type.
 */
record Constants(Map<String, TlaValue> values) {
    int number(String name) {
        return read(name, value -> Math.toIntExact(value.asInt()));
    }

    /** The numbers with their names. */
    Map<String, Integer> numbers(String... names) {
        return all(this::number, names);
    }

    boolean flag(String name) {
        return read(name, TlaValue::asBool);
    }

    /** The truth values with their names. */
    Map<String, Boolean> flags(String... names) {
        return all(this::flag, names);
    }

    /** A set of strings. */
    Set<String> strings(String name) {
        return read(name, value -> {
            if (!(value instanceof TlaSet set)) {
                throw new IllegalArgumentException(value + " is not a set");
            }
            return set.members().stream().map(TlaValue::asString).collect(Collectors.toSet());
        });
    }

    /** A set of numbers. */
    Set<Integer> integers(String name) {
        return read(name, value -> {
            if (!(value instanceof TlaSet set)) {
                throw new IllegalArgumentException(value + " is not a set");
            }
            return set.members().stream()
                    .map(member -> Math.toIntExact(member.asInt()))
                    .collect(Collectors.toSet());
        });
    }

    /** These switches as the constants say, {@code FIX_MM_COUNT} and so on; what the specification has no switch for is as in v2. */
    Switches switches(String... names) {
        List<String> own = List.of(names);
        Map<String, Boolean> set = flags(names);
        RecordComponent[] components = Switches.class.getRecordComponents();
        Set<String> known = Arrays.stream(components).map(Constants::name).collect(Collectors.toSet());
        own.stream().filter(name -> !known.contains(name)).forEach(name -> {
            throw new IllegalArgumentException("unknown switch " + name);
        });
        return switches(component ->
                own.contains(name(component)) ? set.getOrDefault(name(component), false) : inV2(component));
    }

    /** Every repair. */
    static Switches repaired() {
        return switches(component -> true);
    }

    private static Switches switches(Function<RecordComponent, Boolean> setting) {
        Object[] settings =
                Arrays.stream(Switches.class.getRecordComponents()).map(setting).toArray();
        try {
            return ConstructorUtils.invokeConstructor(Switches.class, settings);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean inV2(RecordComponent component) {
        try {
            return (boolean) component.getAccessor().invoke(Switches.V2);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The constant of a switch: FIX_MM_COUNT of fixMmCount. */
    static String name(RecordComponent component) {
        return component.getName().replaceAll("(?=[A-Z])", "_").toUpperCase(Locale.ROOT);
    }

    private static <T> Map<String, T> all(Function<String, T> reader, String... names) {
        Map<String, T> all = new HashMap<>();
        for (String name : names) {
            all.put(name, reader.apply(name));
        }
        return all;
    }

    private <T> T read(String name, Function<TlaValue, T> reader) {
        TlaValue value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("constant " + name + " is missing");
        }
        try {
            return reader.apply(value);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new IllegalArgumentException("constant " + name + ": " + e.getMessage(), e);
        }
    }
}
