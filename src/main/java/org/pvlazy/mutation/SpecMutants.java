package org.pvlazy.mutation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.lang3.StringUtils;
import org.pvlazy.tlc.Evaluator;
import org.pvlazy.tlc.Fragment;
import org.pvlazy.tlc.Fragment.Kind;
import org.pvlazy.tlc.IsolatedTlc;
import org.pvlazy.tlc.ParserOutput;
import org.pvlazy.tlc.SpecFiles;

/**
 * The mutants of specifications. Each changes one part of one definition: a guard is dropped or negated, a condition negated, an
 * update lost, a fairness dropped or weakened. What only the properties, the types, the witnesses and Init say is left alone: a weaker property
 * is a matter of the set-up, and an Init that leaves a variable out cannot be evaluated.
 */
public final class SpecMutants {
    private static final int NAME_LENGTH = 70;

    private SpecMutants() {}

    /**
     * A mutant and what it is made of.
     *
     * @param module the module that it changes
     * @param definition the definition in it
     * @param text the changed module
     */
    record Edited(Mutant mutant, String module, String definition, String text) {
        /** Whether only what must happen in the end can tell. */
        boolean isAboutFairness() {
            return mutant.kind().endsWith("fairness");
        }
    }

    /** Every mutant of a specification, in the order of its text; those of a module that others share, too. */
    static List<Edited> of(SpecFiles model) throws IOException {
        List<Fragment> fragments;
        try (Evaluator evaluator = IsolatedTlc.open(model)) {
            fragments = evaluator.fragments();
        }
        Map<String, Edited> mutants = new LinkedHashMap<>();
        Map<String, Splice> modules = new HashMap<>();
        for (Fragment fragment : fragments) {
            Path file = model.folder().resolve(fragment.module() + ".tla");
            if (isOfInterest(fragment) && Files.isRegularFile(file)) {
                Splice module = modules.get(fragment.module());
                if (module == null) {
                    module = new Splice(Files.readString(file));
                    modules.put(fragment.module(), module);
                }
                addAll(fragment, module, mutants);
            }
        }
        return List.copyOf(mutants.values());
    }

    private static boolean isOfInterest(Fragment fragment) {
        boolean fairness = fragment.kind() == Kind.WEAK_FAIRNESS || fragment.kind() == Kind.STRONG_FAIRNESS;
        boolean claims =
                fragment.module().endsWith("Properties") || fragment.module().startsWith("MC");
        return fairness
                || !(claims
                        || fragment.definition().endsWith("Init")
                        || fragment.definition().endsWith("TypeOK"));
    }

    private static void addAll(Fragment fragment, Splice module, Map<String, Edited> mutants) {
        String text = module.text(fragment.place());
        switch (fragment.kind()) {
            case GUARD -> {
                add(fragment, "drop guard", text, module.replaced(fragment.place(), "TRUE"), mutants);
                add(fragment, "negate guard", text, module.negated(fragment.place()), mutants);
            }
            case CONDITION -> add(fragment, "negate condition", text, module.negated(fragment.place()), mutants);
            case UPDATE -> {
                String variable = fragment.subject();
                if (!ParserOutput.oneLine(text).equals(variable + "' = " + variable)) {
                    String kept = variable + "' = " + variable;
                    add(fragment, "lose update", text, module.replaced(fragment.place(), kept), mutants);
                }
            }
            case WEAK_FAIRNESS ->
                add(fragment, "drop fairness", text, module.replaced(fragment.place(), "TRUE"), mutants);
            case STRONG_FAIRNESS -> {
                String weak = text.replaceFirst("^SF_", "WF_");
                add(fragment, "drop fairness", text, module.replaced(fragment.place(), "TRUE"), mutants);
                add(fragment, "weaken fairness", text, module.replaced(fragment.place(), weak), mutants);
            }
        }
    }

    private static void add(Fragment fragment, String kind, String before, String after, Map<String, Edited> mutants) {
        String what = StringUtils.abbreviate(ParserOutput.oneLine(before), NAME_LENGTH);
        String stem = fragment.module() + "." + fragment.definition() + ": " + kind + " " + what;
        String name = stem;
        for (int i = 2; mutants.containsKey(name); i++) {
            name = stem + " #" + i;
        }
        Mutant mutant = new Mutant(name, Mutant.Side.SPECIFICATION, kind, fragment.module());
        mutants.put(name, new Edited(mutant, fragment.module(), fragment.definition(), after));
    }

    /** Every mutant of several specifications; one of a module that they share stands once. */
    static Map<Edited, List<String>> ofAll(List<SpecFiles> models) throws IOException {
        Map<String, Edited> byName = new LinkedHashMap<>();
        Map<String, List<String>> roots = new HashMap<>();
        for (SpecFiles model : models) {
            for (Edited edited : of(model)) {
                byName.putIfAbsent(edited.mutant().name(), edited);
                roots.computeIfAbsent(edited.mutant().name(), name -> new ArrayList<>())
                        .add(model.module());
            }
        }
        Map<Edited, List<String>> all = new LinkedHashMap<>();
        byName.forEach((name, edited) -> all.put(edited, List.copyOf(roots.getOrDefault(name, List.of()))));
        return all;
    }
}
