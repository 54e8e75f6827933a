package org.pvlazy.tlc;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A model as the manifest lists it, with the verdict that TLC must give and the counts it must find.
 *
 * <p>Of the modes, exhaustive and liveness claim that properties hold. The others must be violated: a counterexample shows a
 * defect of its variant and is kept with an essay; a necessity model has every repair but one and shows that this one cannot be
 * spared; a witness shows that a situation is reached.
 *
 * @param name name of the model and of its configuration
 * @param slice part of the series that the specification covers
 * @param variant what it follows: the posting v1 or v2, or the repaired design; a necessity model is repaired but for one switch
 * @param module root module, without extension
 * @param cfg configuration, relative to the folder of the specifications
 * @param what what the model is for, in a sentence
 * @param mode exhaustive, liveness, counterexample, necessity or witness
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
    /** What there is to judge: the two postings and the repaired design. */
    public static final List<String> VARIANTS = List.of("v1", "v2", "repaired");

    /** Whether TLC must find a violation. */
    public boolean violates() {
        return expected.equals("violation");
    }

    /** Whether its counterexample is kept under {@code traces/counterexamples}: it shows a defect of a posting. */
    public boolean hasCounterexample() {
        return violates() && !mode.equals("witness") && !mode.equals("necessity");
    }

    /** Whether it claims that what its configuration checks holds. */
    public boolean claimsToHold() {
        return !violates() && (mode.equals("exhaustive") || mode.equals("liveness"));
    }

    /** The files of the model. */
    public SpecFiles files(Path specs) {
        return new SpecFiles(specs, module, cfg);
    }
}
