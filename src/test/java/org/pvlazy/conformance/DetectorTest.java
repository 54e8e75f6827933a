package org.pvlazy.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pvlazy.testgen.Tour;
import org.pvlazy.tlc.GraphBuilder;
import org.pvlazy.tlc.GraphOptions;
import org.pvlazy.tlc.Manifest;
import org.pvlazy.tlc.Model;
import org.pvlazy.tlc.SpecFiles;
import org.pvlazy.tlc.StateGraph;

/** Where a property holds, its detector is silent. */
class DetectorTest {
    /** A larger graph would take longer than it is worth here. */
    private static final long FEW = 5_000;

    private static final Pattern WORD = Pattern.compile("\\w+");

    static List<String> passing() {
        return Manifest.read(ModelGraph.SPECS).models().stream()
                .filter(model -> model.replay() && !model.violates() && model.distinct() < FEW)
                .map(Model::name)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("passing")
    void no_detector_of_a_property_that_holds_fires(String name) throws IOException {
        Model model = Manifest.read(ModelGraph.SPECS).model(name);
        SpecFiles files = model.files(ModelGraph.SPECS);
        ReplayParameters parameters = ModelGraph.parameters(name);
        Map<String, Detector> detectors = new TreeMap<>(parameters.slice().detectors());
        detectors.keySet().retainAll(propertiesOf(files));
        assertThat(detectors).isNotEmpty();
        Detector all = world -> detectors.entrySet().stream()
                .map(each -> each.getValue().finds(world) == null ? null : each.getKey())
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);

        StateGraph graph = GraphBuilder.build(files, GraphOptions.strict());
        GraphScripts scripts = new GraphScripts(graph, name, parameters.slice().binding());
        try (Lockstep lockstep = new Lockstep(parameters, SpecSources.of(files))) {
            for (int[] path : Tour.of(graph).paths()) {
                assertThat(lockstep.run(scripts.path(0, path), all)).isNull();
                assertThat(lockstep.lastFinding()).isNull();
            }
        }
    }

    /** Every word after the constants: the names of properties are among them. */
    private static Set<String> propertiesOf(SpecFiles files) throws IOException {
        String text = Files.readString(files.configFile());
        return WORD.matcher(text.substring(text.indexOf("INVARIANT")))
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toSet());
    }
}
