package org.pvlazy.tlc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pvlazy.tla.TlaValue;

/** A variant is a setting of the switches, and each repair of v2 has a model that shows what happens without it. */
class SwitchSettingsTest {
    private static final Manifest MANIFEST = Manifest.read(Path.of("specs"));
    private static final Pattern SWITCH = Pattern.compile("\\bFIX_\\w+");

    /** What v2 repaired in v1. */
    private static final Set<String> REPAIRED_IN_V2 = Set.of("FIX_MM_COUNT", "FIX_FENCE_RETURN");

    static List<Model> models() {
        return MANIFEST.models();
    }

    /** The switches of every specification that v2 leaves off. */
    static Set<String> repairs() throws IOException {
        Set<String> switches = new TreeSet<>();
        try (Stream<Path> files = Files.list(MANIFEST.specs())) {
            for (Path module :
                    (Iterable<Path>) files.filter(file -> file.toString().endsWith(".tla"))::iterator) {
                SWITCH.matcher(Files.readString(module)).results().forEach(found -> switches.add(found.group()));
            }
        }
        switches.removeAll(REPAIRED_IN_V2);
        return switches;
    }

    @ParameterizedTest
    @MethodSource("models")
    void a_model_has_the_switches_of_its_variant(Model model) throws IOException {
        Map<String, TlaValue> found = switches(model);
        Map<String, TlaValue> expected = new TreeMap<>();
        Set<String> off = off(found);
        for (String name : found.keySet()) {
            expected.put(
                    name,
                    TlaValue.of(
                            switch (model.variant()) {
                                case "v1" -> false;
                                case "v2" -> REPAIRED_IN_V2.contains(name);
                                default -> !(model.mode().equals("necessity") && off.contains(name));
                            }));
        }
        assertThat(found)
                .as("switches of %s, a model of %s", model.cfg(), model.variant())
                .isEqualTo(expected);
        assertThat(found).as("switches of %s", model.cfg()).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("repairs")
    void without_a_repair_a_property_is_violated(String repair) throws IOException {
        String name = model(repair);
        List<Model> without = models().stream()
                .filter(model -> model.name().equals(name) || model.name().startsWith(name + "-"))
                .filter(model -> model.mode().equals("necessity"))
                .toList();
        assertThat(without).as("models %s of mode necessity", name).isNotEmpty();
        for (Model model : without) {
            assertThat(model.variant()).isEqualTo("repaired");
            assertThat(model.violates()).as("%s is violated", model.name()).isTrue();
            assertThat(off(switches(model)))
                    .as("what is off in %s", model.cfg())
                    .containsExactly(repair);
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void nothing_is_missing_from_the_repaired_design_but_in_those_models(Model model) throws IOException {
        boolean named = model.name().startsWith("without-");
        assertThat(model.mode().equals("necessity"))
                .as("%s is of mode necessity", model.name())
                .isEqualTo(named);
        if (named) {
            assertThat(repairs()).as("%s leaves out a repair", model.name()).anySatisfy(repair -> {
                assertThat(model.name()).startsWith(model(repair));
                assertThat(off(switches(model))).containsExactly(repair);
            });
        }
        if (model.variant().equals("repaired")) {
            assertThat(model.hasCounterexample())
                    .as("%s shows a defect of the repaired design", model.name())
                    .isFalse();
        }
    }

    private static String model(String repair) {
        return "without-"
                + repair.substring("FIX_".length()).toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Map<String, TlaValue> switches(Model model) throws IOException {
        Map<String, TlaValue> switches =
                new TreeMap<>(ConfigFile.constants(model.files(MANIFEST.specs()).configFile()));
        switches.keySet().removeIf(name -> !name.startsWith("FIX_"));
        return switches;
    }

    private static Set<String> off(Map<String, TlaValue> switches) {
        Set<String> off = new TreeSet<>(switches.keySet());
        off.removeIf(name -> TlaValue.of(true).equals(switches.get(name)));
        return off;
    }
}
