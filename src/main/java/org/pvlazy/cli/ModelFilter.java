package org.pvlazy.cli;

import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.pvlazy.tlc.Manifest;
import org.pvlazy.tlc.Model;
import picocli.CommandLine.Option;

/** Chooses models by what the manifest says of them. */
final class ModelFilter {
    private static final String LARGE = "large";

    @Option(names = "--variant", paramLabel = "V", split = ",", description = "only models of these variants")
    List<String> variants = List.of();

    @Option(names = "--slice", paramLabel = "SLICE", split = ",", description = "only models of these slices")
    List<String> slices = List.of();

    @Option(
            names = "--time-class",
            paramLabel = "CLASS",
            split = ",",
            description = "only models of these time classes: smoke, small, large (default: smoke, small)")
    List<String> timeClasses = List.of();

    /**
     * Those of the models that pass every option given, large ones only if they are asked for.
     *
     * @throws CommandException if an option has a value that there is not, or if no model is left
     */
    List<Model> select(Manifest manifest, List<Model> models) {
        return passing(
                manifest,
                models.stream()
                        .filter(model ->
                                !timeClasses.isEmpty() || !model.timeClass().equals(LARGE))
                        .toList());
    }

    /**
     * The models of these names that pass every option given.
     *
     * @throws CommandException if an option has a value that there is not, or if no model is left
     */
    List<Model> selectNamed(Manifest manifest, List<String> names) {
        return passing(manifest, names.stream().map(manifest::model).toList());
    }

    private List<Model> passing(Manifest manifest, List<Model> models) {
        check("variant", variants, valuesOf(manifest, Model::variant));
        check("slice", slices, valuesOf(manifest, Model::slice));
        check("time class", timeClasses, Manifest.TIME_CLASSES);
        List<Model> selected = models.stream()
                .filter(model -> passes(variants, model.variant())
                        && passes(slices, model.slice())
                        && passes(timeClasses, model.timeClass()))
                .toList();
        if (selected.isEmpty() && !models.isEmpty()) {
            throw new CommandException(ExitCode.USAGE, "no model is left");
        }
        return selected;
    }

    private static boolean passes(List<String> wanted, String value) {
        return wanted.isEmpty() || wanted.contains(value);
    }

    private static List<String> valuesOf(Manifest manifest, Function<Model, String> property) {
        return manifest.models().stream().map(property).distinct().sorted().toList();
    }

    private static void check(String what, List<String> wanted, Collection<String> known) {
        for (String value : wanted) {
            if (!known.contains(value)) {
                throw new CommandException(
                        ExitCode.USAGE, "unknown " + what + " " + value + "; there are " + String.join(", ", known));
            }
        }
    }
}
