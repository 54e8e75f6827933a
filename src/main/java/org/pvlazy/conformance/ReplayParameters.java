package org.pvlazy.conformance;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.pvlazy.kvm.MachineParameters;
import org.pvlazy.probe.Switches;
import org.pvlazy.tla.TlaValue;

/**
 * What a model's constants mean to the implementation and to its environment.
 *
 * @param slice the specification
 * @param machine sizes, and lazy_destroy
 * @param switches which posting of the series, with which repairs
 * @param environment what the surroundings do
 */
public record ReplayParameters(Slice slice, MachineParameters machine, Switches switches, Surroundings environment) {
    /**
     * The environment's part of the constants, by their names. Three mean the same in every slice that has them: MayBeBusy, the
     * Ultravisor may be busy; MaxFailures, how often something may fail; Failures, what.
     *
     * @param flags what it does
     * @param numbers how often
     * @param failures the kinds of what may fail
     */
    public record Surroundings(Map<String, Boolean> flags, Map<String, Integer> numbers, Set<String> failures) {
        private static final String MAY_BE_BUSY = "MayBeBusy";
        private static final String MAX_FAILURES = "MaxFailures";

        /** Copies all. */
        public Surroundings {
            flags = Map.copyOf(flags);
            numbers = Map.copyOf(numbers);
            failures = Set.copyOf(failures);
        }

        /** Whether the constant is TRUE. */
        boolean is(String name) {
            return Objects.requireNonNull(flags.get(name), name);
        }

        /** The number that the constant is. */
        int number(String name) {
            return Objects.requireNonNull(numbers.get(name), name);
        }

        boolean mayBeBusy() {
            return flags.getOrDefault(MAY_BE_BUSY, false);
        }

        int maxFailures() {
            return numbers.getOrDefault(MAX_FAILURES, 0);
        }
    }

    /**
     * Reads the constants of a model.
     *
     * @throws IllegalArgumentException naming a constant that is missing or has another type
     */
    public static ReplayParameters of(Slice slice, Map<String, TlaValue> constants) {
        return slice.parameters(new Constants(constants));
    }

    /** The same, with the implementation following another posting. */
    public ReplayParameters withSwitches(Switches other) {
        return new ReplayParameters(slice, machine, other, environment);
    }

    /**
     * The same, with the implementation following v1, v2, or v2 with every repair.
     *
     * @throws IllegalArgumentException if there is no such variant
     */
    public ReplayParameters withVariant(String variant) {
        return withSwitches(
                switch (variant) {
                    case "v1" -> Switches.V1;
                    case "v2" -> Switches.V2;
                    case "repaired" -> Constants.repaired();
                    default ->
                        throw new IllegalArgumentException(
                                "unknown variant " + variant + "; there are v1, v2 and repaired");
                });
    }
}
