package org.pvlazy.conformance;

import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.pvlazy.kvm.MachineParameters;
import org.pvlazy.probe.Switches;
import org.pvlazy.tla.TlaSet;
import org.pvlazy.tla.TlaValue;

/**
 * What a model's constants mean to the implementation and to its environment.
 *
 * @param machine sizes, and lazy_destroy
 * @param switches which posting of the series
 * @param environment what the surroundings do
 */
public record ReplayParameters(MachineParameters machine, Switches switches, Surroundings environment) {
    /**
     * The environment's part of the constants.
     *
     * @param ends the process exits and the VM is closed some time
     * @param maxReboots how often userspace enables the VM; 0 without end
     * @param guest the guest CPU touches pages
     * @param otherHostThreads other threads of the process touch pages
     * @param busy the Ultravisor may be busy
     * @param maxFailures how often it may say no
     * @param failures to what: alloc, kthread, create, cpus, destroy
     */
    public record Surroundings(
            boolean ends,
            int maxReboots,
            boolean guest,
            boolean otherHostThreads,
            boolean busy,
            int maxFailures,
            Set<String> failures) {
        /** Copies the set. */
        public Surroundings {
            failures = Set.copyOf(failures);
        }
    }

    /**
     * Reads the constants of a model of the reboot slice.
     *
     * @throws IllegalArgumentException naming a constant that is missing or has another type
     */
    public static ReplayParameters of(Map<String, TlaValue> constants) {
        Constants c = new Constants(constants);
        return new ReplayParameters(
                new MachineParameters(
                        c.number("NPages"),
                        c.number("LowPages"),
                        c.number("BatchSize"),
                        c.number("MaxConfigs"),
                        c.flag("LazyDestroy")),
                new Switches(c.flag("FIX_MM_COUNT"), c.flag("FIX_FENCE_RETURN")),
                new Surroundings(
                        c.flag("Ends"),
                        c.number("MaxReboots"),
                        c.flag("Guest"),
                        c.flag("OtherHostThreads"),
                        c.flag("MayBeBusy"),
                        c.number("MaxFailures"),
                        c.strings("Failures")));
    }

    /** The same, with the implementation following another posting. */
    public ReplayParameters withSwitches(Switches other) {
        return new ReplayParameters(machine, other, environment);
    }

    private record Constants(Map<String, TlaValue> values) {
        int number(String name) {
            return read(name, value -> Math.toIntExact(value.asInt()));
        }

        boolean flag(String name) {
            return read(name, TlaValue::asBool);
        }

        Set<String> strings(String name) {
            return read(name, value -> {
                if (!(value instanceof TlaSet set)) {
                    throw new IllegalArgumentException(value + " is not a set");
                }
                return set.members().stream().map(TlaValue::asString).collect(Collectors.toSet());
            });
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
}
