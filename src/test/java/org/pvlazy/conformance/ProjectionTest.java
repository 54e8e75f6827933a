package org.pvlazy.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pvlazy.tla.TlaState;
import org.pvlazy.tlc.Evaluator;
import org.pvlazy.tlc.IsolatedTlc;

class ProjectionTest {
    private static Evaluator specification;

    @BeforeAll
    static void load_the_specification() {
        specification = IsolatedTlc.open(ModelGraph.files("reboot-v2"));
    }

    @AfterAll
    static void close_the_specification() {
        specification.close();
    }

    @Test
    void there_is_a_function_for_every_variable_and_none_else() {
        assertThat(projection().names()).containsExactlyInAnyOrderElementsOf(specification.variables());
        assertThat(projection().functions(specification.variables()))
                .hasSameSizeAs(specification.variables())
                .doesNotContainNull();
    }

    @Test
    void an_unknown_variable_is_named() {
        List<String> names = new ArrayList<>(specification.variables());
        names.add("ghost");
        assertThatThrownBy(() -> projection().functions(names))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("unknown variable ghost");
    }

    @Test
    void variables_that_would_not_be_compared_are_named() {
        List<String> names = new ArrayList<>(specification.variables());
        names.removeAll(List.of("users", "flag"));
        assertThatThrownBy(() -> projection().functions(names))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("variables [flag, users] are left out");
    }

    @ParameterizedTest
    @ValueSource(strings = {"reboot-v2", "reboot-v2-batches", "reboot-v2-endless"})
    void a_fresh_machine_is_in_the_initial_state(String model) {
        ReplayParameters parameters = ReplayParameters.of(ModelGraph.constants(model));
        AtomicReference<TlaState> seen = new AtomicReference<>();
        World.Director director = world -> {
            List<String> names = specification.variables();
            seen.set(new TlaState(
                    names,
                    new Projection(parameters)
                            .functions(names).stream()
                                    .map(function -> function.apply(world))
                                    .toList()));
            return World.Director.STOP;
        };
        try (Crew crew = new Crew();
                Evaluator evaluator = IsolatedTlc.open(ModelGraph.files(model))) {
            assertThat(new World(parameters, crew, director).run(Duration.ofSeconds(20)))
                    .isTrue();
            assertThat(Objects.requireNonNull(seen.get()))
                    .isEqualTo(evaluator.initialStates().get(0));
        }
    }

    private static Projection projection() {
        return new Projection(ReplayParameters.of(ModelGraph.constants("reboot-v2")));
    }
}
