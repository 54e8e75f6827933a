package org.pvlazy.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
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

    private static Projection projection() {
        return new LifecycleProjection(ModelGraph.parameters("reboot-v2"));
    }
}
