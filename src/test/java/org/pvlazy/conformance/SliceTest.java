package org.pvlazy.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pvlazy.probe.Step;
import org.pvlazy.tla.TlaState;
import org.pvlazy.tla.TlaValue;
import org.pvlazy.tlc.ConfigFile;
import org.pvlazy.tlc.Evaluator;
import org.pvlazy.tlc.IsolatedTlc;
import org.pvlazy.tlc.Manifest;
import org.pvlazy.tlc.Model;

/** What every slice must be. A new one is tested as soon as {@link Slices} and the manifest list it. */
class SliceTest {
    private static final Pattern DISJUNCT = Pattern.compile("(?m)^    \\\\/ (?:\\\\E .* : )?(\\w+)(?:\\([^()]*\\))?$");

    static List<Slice> slices() {
        return Slices.all();
    }

    /** The models of every slice whose graph is replayed. */
    static List<String> models() {
        return Manifest.read(ModelGraph.SPECS).models().stream()
                .filter(Model::replay)
                .map(Model::name)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("slices")
    void every_action_is_a_command_an_access_or_a_stop_and_every_stop_has_one_action(Slice slice) throws IOException {
        assertThat(actionsOfNext(ModelGraph.SPECS.resolve(slice.specification() + ".tla")))
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(slice.binding().actions());
    }

    @Test
    void some_slice_stops_at_every_step() {
        Set<Step> stops = EnumSet.noneOf(Step.class);
        slices().forEach(slice -> stops.addAll(slice.stops()));
        assertThat(stops).containsExactly(Step.values());
    }

    @ParameterizedTest
    @MethodSource("models")
    void a_fresh_machine_is_in_the_initial_state_with_every_variable(String name) throws IOException {
        Model model = Manifest.read(ModelGraph.SPECS).model(name);
        ReplayParameters parameters = ReplayParameters.of(Slices.named(model.slice()), constants(model));
        try (Crew crew = new Crew();
                Evaluator evaluator = IsolatedTlc.open(model.files(ModelGraph.SPECS))) {
            Projection projection = parameters.slice().projection(parameters);
            AtomicReference<TlaState> seen = new AtomicReference<>();
            World.Director director = world -> {
                List<TlaValue> values = projection.functions(evaluator.variables()).stream()
                        .map(function -> function.apply(world))
                        .toList();
                seen.set(new TlaState(evaluator.variables(), values));
                return World.Director.STOP;
            };
            assertThat(new World(parameters, crew, director).run(Duration.ofSeconds(20)))
                    .isTrue();
            assertThat(Objects.requireNonNull(seen.get()))
                    .isEqualTo(evaluator.initialStates().get(0));
        }
    }

    /** Every constant that a model must set has a meaning here: without it there are no parameters. */
    @ParameterizedTest
    @MethodSource("models")
    void a_constant_that_is_missing_is_named(String name) throws IOException {
        Model model = Manifest.read(ModelGraph.SPECS).model(name);
        Slice slice = Slices.named(model.slice());
        for (String constant : constants(model).keySet()) {
            Map<String, TlaValue> constants = new HashMap<>(constants(model));
            constants.remove(constant);
            assertThatThrownBy(() -> ReplayParameters.of(slice, constants))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("constant " + constant + " is missing");
        }
    }

    @Test
    void an_unknown_slice_is_named() {
        assertThatThrownBy(() -> Slices.named("reboots"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("unknown slice reboots");
    }

    private static Map<String, TlaValue> constants(Model model) throws IOException {
        return ConfigFile.constants(model.files(ModelGraph.SPECS).configFile());
    }

    private static List<String> actionsOfNext(Path module) throws IOException {
        String text = Files.readString(module);
        String next = text.substring(text.indexOf("\nNext =="), text.indexOf("\nSpec =="));
        List<String> actions = DISJUNCT.matcher(next)
                .results()
                .map(disjunct -> disjunct.group(1))
                .toList();
        assertThat(actions)
                .hasSize((int) next.lines().filter(line -> line.contains("\\/")).count());
        return actions;
    }
}
