package org.pvlazy.tlc;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.pvlazy.tla.TlaState;
import org.pvlazy.tla.TlaValue;
import org.pvlazy.trace.TraceEnd;

class TraceLabellerTest {
    @Test
    void a_behaviour_of_another_specification_is_refused() {
        try (Evaluator evaluator = IsolatedTlc.open(Specs.of("Lasso", "Lasso"))) {
            TraceLabeller labeller = new TraceLabeller(evaluator);
            assertThatThrownBy(() -> labeller.label(behaviour(0, 1, 3)))
                    .isInstanceOf(EvaluationException.class)
                    .hasMessage("step 2 (Up) of the counterexample is no step of the specification");
            assertThatThrownBy(() -> labeller.label(behaviour(1, 2)))
                    .hasMessage("the counterexample does not begin in an initial state");
        }
    }

    private static Counterexample behaviour(int... values) {
        List<Counterexample.Step> steps = IntStream.of(values)
                .mapToObj(x -> new TlaState(List.of("x"), List.of(TlaValue.of(x))))
                .map(state -> new Counterexample.Step("Up", state))
                .toList();
        return new Counterexample(steps, new TraceEnd.Open());
    }
}
