package org.pvlazy.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.pvlazy.probe.Switches;
import org.pvlazy.tla.TlaValue;
import org.pvlazy.tlc.ConfigFile;
import org.pvlazy.tlc.Manifest;
import org.pvlazy.tlc.Model;

/** Both sides have the same switches, and mean the same posting by the same setting of them. */
class VariantTest {
    private static final Pattern SWITCH = Pattern.compile("\\bFIX_\\w+");

    @Test
    void a_switch_of_the_code_is_a_constant_of_the_specification() throws IOException {
        String host = Files.readString(ModelGraph.SPECS.resolve("Host.tla"));
        List<String> declared = SWITCH.matcher(host.substring(0, host.indexOf("ASSUME")))
                .results()
                .map(MatchResult::group)
                .toList();
        assertThat(declared).isNotEmpty();
        assertThat(components()).containsExactlyElementsOf(declared);
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
                assertThat(ReplayParameters.of(constants).switches())
                        .as(model.name())
                        .isEqualTo(postings.get(model.variant()));
            }
        }
        assertThat(seen).containsExactlyElementsOf(new TreeSet<>(postings.keySet()));
    }

    @Test
    void each_constant_sets_its_own_switch() throws ReflectiveOperationException {
        Map<String, TlaValue> constants = new HashMap<>(ModelGraph.constants("reboot-v2"));
        components().forEach(component -> constants.put(component, TlaValue.of(false)));
        for (RecordComponent component : Switches.class.getRecordComponents()) {
            Map<String, TlaValue> one = new HashMap<>(constants);
            one.put(constant(component), TlaValue.of(true));
            Switches switches = ReplayParameters.of(one).switches();
            for (RecordComponent other : Switches.class.getRecordComponents()) {
                assertThat(other.getAccessor().invoke(switches))
                        .isEqualTo(constant(other).equals(constant(component)));
            }
        }
    }

    private static List<String> components() {
        return Arrays.stream(Switches.class.getRecordComponents())
                .map(VariantTest::constant)
                .toList();
    }

    /** fixMmCount is FIX_MM_COUNT. */
    private static String constant(RecordComponent component) {
        return component.getName().replaceAll("(?=[A-Z])", "_").toUpperCase(Locale.ROOT);
    }
}
