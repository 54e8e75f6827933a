package org.pvlazy.lincheck;

import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;

/** How Lincheck looks at what several threads share: a few random scenarios, each under many schedules. */
public final class Linearizability {
    private static final int SCENARIOS = 8;
    private static final int SCHEDULES = 25;

    private Linearizability() {}

    /**
     * Checks that whatever two threads see of a structure, one thread could have seen of its specification.
     *
     * @throws org.jetbrains.lincheck.LincheckAssertionError with the scenario and the schedule if not
     */
    public static void check(Class<?> structure, Class<?> specification) {
        new ModelCheckingOptions()
                .threads(2)
                .actorsBefore(0)
                .actorsPerThread(3)
                .actorsAfter(1)
                .iterations(SCENARIOS)
                .invocationsPerIteration(SCHEDULES)
                .sequentialSpecification(specification)
                .check(structure);
    }
}
