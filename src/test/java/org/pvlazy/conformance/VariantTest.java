package org.pvlazy.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pvlazy.probe.Switches;
import org.pvlazy.tla.TlaValue;
import org.pvlazy.tlc.ConfigFile;
import org.pvlazy.tlc.Manifest;
import org.pvlazy.tlc.Model;

/** Both sides have the same switches, and mean the same posting by the same setting of them. */
class VariantTest {
    private static final Pattern SWITCH = Pattern.compile("\\bFIX_\\w+");

    @Test
    void a_switch_of_the_code_is_a_constant_of_a_specification() throws IOException {
        TreeSet<String> declared = new TreeSet<>();
        try (Stream<Path> files = Files.list(ModelGraph.SPECS)) {
            for (Path file :
                    (Iterable<Path>) files.filter(each -> each.toString().endsWith(".tla"))::iterator) {
                SWITCH.matcher(Files.readString(file))
                        .results()
                        .map(MatchResult::group)
                        .forEach(declared::add);
            }
        }
        assertThat(declared).isNotEmpty();
        assertThat(components()).containsExactlyInAnyOrderElementsOf(declared);
    }

    @Test
    void repaired_is_every_switch() throws ReflectiveOperationException {
        Switches repaired = Constants.repaired();
        for (RecordComponent component : Switches.class.getRecordComponents()) {
            assertThat(component.getAccessor().invoke(repaired)).isEqualTo(true);
        }
    }

    @Test
    void what_a_specification_has_no_switch_for_is_as_in_v2() {
        Constants constants = new Constants(Map.of("FIX_MM_COUNT", TlaValue.of(false)));
        assertThat(constants.switches("FIX_MM_COUNT").fixMmCount()).isFalse();
        assertThat(constants.switches("FIX_MM_COUNT").fixFenceReturn()).isEqualTo(Switches.V2.fixFenceReturn());
        assertThatThrownBy(() -> constants.switches("FIX_MM_COUNT", "FIX_FENCE_RETURN"))
                .hasMessage("constant FIX_FENCE_RETURN is missing");
    }

    @Test
    void a_switch_that_the_code_does_not_have_is_named() {
        Constants constants = new Constants(Map.of("FIX_ALL", TlaValue.of(true)));
        assertThatThrownBy(() -> constants.switches("FIX_ALL"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("unknown switch FIX_ALL");
    }

    @Test
    void the_models_of_a_posting_set_the_switches_as_the_code_does() throws IOException {
        Manifest manifest = Manifest.read(ModelGraph.SPECS);
        Map<String, Switches> postings = Map.of("v1", Switches.V1, "v2", Switches.V2);
        TreeSet<String> seen = new TreeSet<>();
        for (Model model : manifest.models()) {
            Map<String, TlaValue> constants =
                    ConfigFile.constants(model.files(manifest.specs()).configFile());
            if (postings.containsKey(model.variant())) {
                seen.add(model.variant());
                assertThat(ReplayParameters.of(Slices.named(model.slice()), constants)
                                .switches())
                        .as(model.name())
                        .isEqualTo(postings.get(model.variant()));
            }
        }
        assertThat(seen).containsExactlyElementsOf(new TreeSet<>(postings.keySet()));
    }

    /** Otherwise what verify says of the variant would be true for want of a zombie. */
    @ParameterizedTest
    @ValueSource(strings = {"reboot", "shutdown", "pages", "tables", "oom"})
    void verify_replays_a_graph_of_v2_and_of_the_repaired_design_in_which_destroy_is_lazy(String slice) {
        assertThat(Manifest.read(ModelGraph.SPECS).models())
                .filteredOn(model -> model.slice().equals(slice)
                        && model.replay()
                        && model.timeClass().equals("smoke")
                        && lazy(model))
                .extracting(Model::variant)
                .contains("v2", "repaired");
    }

    private static boolean lazy(Model model) {
        return !TlaValue.of(false).equals(ModelGraph.constants(model.name()).get("LazyDestroy"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"reboot-v2", "shutdown-v2", "tables-v2", "pages-v2", "oom-v2"})
    void each_constant_sets_its_own_switch(String model) throws ReflectiveOperationException {
        Map<String, TlaValue> constants = new HashMap<>(ModelGraph.constants(model));
        Slice slice = ModelGraph.parameters(model).slice();
        List<String> own = components().stream().filter(constants::containsKey).toList();
        assertThat(own).isNotEmpty();
        own.forEach(name -> constants.put(name, TlaValue.of(false)));
        for (String name : own) {
            Map<String, TlaValue> one = new HashMap<>(constants);
            one.put(name, TlaValue.of(true));
            Switches switches = ReplayParameters.of(slice, one).switches();
            for (RecordComponent other : Switches.class.getRecordComponents()) {
                if (own.contains(Constants.name(other))) {
                    assertThat(other.getAccessor().invoke(switches))
                            .isEqualTo(Constants.name(other).equals(name));
                }
            }
        }
    }

    private static List<String> components() {
        return Arrays.stream(Switches.class.getRecordComponents())
                .map(Constants::name)
                .toList();
    }
}
