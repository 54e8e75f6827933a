package org.pvlazy.tlc;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A model as the manifest lists it, with the verdict that TLC must give and the counts it must find.
 *
 * @param name name of the model and of its configuration
 * @param slice part of the series that the specification covers
 * @param variant posting that it follows: v1 or v2
 * @param module root module, without extension
 * @param cfg configuration, relative to the folder of the specifications
 * @param what what the model is for, in a sentence
 * @param mode exhaustive, liveness, counterexample or witness
 * @param expected pass or violation
 * @param property the property that must be violated; null for a pass
 * @param tlcExit exit code of TLC
 * @param distinct distinct states
 * @param generated states generated
 * @param depth states on the longest shortest behaviour; 0 where TLC does not say
 * @param timeClass smoke (under 10 s), small (under 60 s) or large
 * @param replay whether its complete graph is replayed against the implementation
 */
public record Model(
        String name,
        String slice,
        String variant,
        String module,
        String cfg,
        String what,
        String mode,
        String expected,
        @Nullable String property,
        int tlcExit,
        long distinct,
        long generated,
        int depth,
        String timeClass,
        boolean replay) {
    /** Whether TLC must find a violation. */
    public boolean violates() {
        return expected.equals("violation");
    }

    /** Whether its counterexample is kept under {@code traces/counterexamples}. */
    public boolean hasCounterexample() {
        return violates() && !mode.equals("witness");
    }

    /** The files of the model. */
    public SpecFiles files(Path specs) {
        return new SpecFiles(specs, module, cfg);
    }
}
