package org.pvlazy.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.pvlazy.tlc.ConfigFile;
import org.pvlazy.tlc.Model;
import org.pvlazy.tlc.SpecFiles;

/**
 * Looks for violated properties at every state, from the code side alone: every detector of the slice, and the implementation's own
 * reports. What it finds about the properties that are wanted is held against the specification's invariants; what else it notices is
 * kept.
 *
 * <p>A violated promise takes a whole behaviour: it counts where nothing can happen any more.
 */
final class Pursuit implements Detector {
    /** What the implementation itself calls a mistake, whatever the property. */
    static final String REPORT = "a report of the implementation";

    /**
     * A violation.
     *
     * @param forGood it is a promise that is broken for ever
     */
    record Found(String property, String text, boolean forGood) {}

    private final Map<String, Detector> detectors;
    private final Set<String> wanted;
    private final Set<String> invariants;
    /** What the detectors find in this state, by property. */
    private final Map<String, String> now = new TreeMap<>();

    private final Set<String> noticed = new HashSet<>();
    private @Nullable Found found;
    private @Nullable String disagreement;

    /**
     * With these properties wanted.
     *
     * @param invariants what the evaluator knows to be violated or not
     */
    private Pursuit(Slice slice, Set<String> wanted, Set<String> invariants) {
        detectors = new TreeMap<>(slice.detectors());
        detectors.put(REPORT, Detector.anyReport());
        this.wanted = wanted;
        this.invariants = invariants;
    }

    /** Of what the model claims, or of the one claim that is violated in it. */
    static Pursuit of(Model model, SpecFiles files) {
        String property = model.property();
        return property == null ? of(model, files, claims(files)) : of(model, files, List.of(property));
    }

    /** Of some properties of the model's configuration. */
    static Pursuit of(Model model, SpecFiles files, List<String> properties) {
        Slice slice = Slices.named(model.slice());
        Set<String> wanted = new HashSet<>(properties);
        wanted.retainAll(slice.detectors().keySet());
        Set<String> invariants = new HashSet<>(claims(files));
        try {
            invariants.removeAll(ConfigFile.properties(files.configFile()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Pursuit(slice, wanted, invariants);
    }

    private static List<String> claims(SpecFiles files) {
        try {
            return ConfigFile.claims(files.configFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The properties that are wanted and have a detector, in order. */
    List<String> wanted() {
        return wanted.stream().sorted().toList();
    }

    /** Forgets what the last schedule came to, but not what was noticed. */
    void begin() {
        found = null;
        disagreement = null;
    }

    @Override
    public @Nullable String finds(World world) {
        now.clear();
        detectors.forEach((property, detector) -> {
            // One look is enough at what only needs to be noticed.
            String text = wanted.contains(property) || !noticed.contains(property) ? detector.finds(world) : null;
            if (text != null) {
                now.put(property, text);
            }
        });
        return null;
    }

    /** Judges what was found in a state; returns whether that ends the schedule. */
    boolean over(Oracle.Node node, long[] offered) {
        noticed.addAll(now.keySet());
        for (String property : wanted()) {
            String text = now.get(property);
            if (invariants.contains(property)) {
                boolean violated = node.violated().contains(property);
                if (violated != (text != null)) {
                    disagreement = text == null
                            ? property + " is violated, but nothing is found"
                            : property + " holds, but this is found: " + text;
                    return true;
                }
            }
            boolean forGood = !invariants.contains(property);
            if (text != null && (!forGood || offered.length == 0)) {
                found = new Found(property, text, forGood);
                return true;
            }
        }
        return false;
    }

    /** The violation in which the schedule ended. */
    @Nullable
    Found found() {
        return found;
    }

    /** What the detector and the specification say differently of the last state. */
    @Nullable
    String disagreement() {
        return disagreement;
    }

    /** Every other property that some state violated, in order. */
    List<String> alsoNoticed() {
        List<String> others = new ArrayList<>(noticed);
        others.removeAll(wanted);
        others.sort(null);
        return others;
    }
}
