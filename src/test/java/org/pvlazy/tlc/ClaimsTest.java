package org.pvlazy.tlc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pvlazy.tla.ActionLabel;
import org.pvlazy.tla.TlaState;
import org.pvlazy.tla.TlaValue;

/** Why a property is false, and which lines a step takes. */
class ClaimsTest {
    private static final String MODULE = """
            ---- MODULE Claims ----
            EXTENDS Naturals, FiniteSets
            VARIABLES x, f
            Init == x = 0 /\\ f = [i \\in 1 .. 3 |-> 0]
            Big(n) == n > 2
            Step ==
                /\\ x < 9
                /\\ IF x = 0
                     THEN x' = 5
                     ELSE
                       x' = 1
                /\\ CASE x = 0 -> f' = [f EXCEPT ![2] = 7]
                     [] OTHER ->
                       f' = f
            Next == Step
            Spec == Init /\\ [][Next]_<<x, f>>
            Small ==
                /\\ ~Big(x)
                /\\ \\A i \\in 1 .. 3 :
                     x > 3 => f[i] < 7
            One == Cardinality({i \\in 1 .. 3 : f[i] # 0}) = 0
            Returns == x = 5 ~> x = 0
            ====
            """;

    @TempDir
    private Path folder;

    private Evaluator open() throws IOException {
        Files.writeString(folder.resolve("Claims.tla"), MODULE);
        Files.writeString(folder.resolve("Claims.cfg"), "SPECIFICATION Spec\nINVARIANTS Small One\nPROPERTY Returns\n");
        return IsolatedTlc.open(new SpecFiles(folder, "Claims", "Claims"));
    }

    private static TlaState second(Evaluator evaluator) {
        return evaluator.successors(evaluator.initialStates().get(0)).get(0).state();
    }

    @Test
    void an_invariant_that_holds_has_nothing_to_say() throws IOException {
        try (Evaluator evaluator = open()) {
            assertThat(evaluator.claim("Small", evaluator.initialStates().get(0)))
                    .isEmpty();
            assertThat(evaluator.claim("Unknown", evaluator.initialStates().get(0)))
                    .isEmpty();
        }
    }

    @Test
    void every_false_part_is_named_with_what_it_speaks_of() throws IOException {
        try (Evaluator evaluator = open()) {
            assertThat(evaluator.claim("Small", second(evaluator)))
                    .containsExactly(
                            new ClaimPart(
                                    "~Big(x)", "Claims", 18, 18, List.of(), false, List.of("Big(x) = TRUE", "x = 5")),
                            new ClaimPart("x > 3", "Claims", 20, 20, List.of("i = 2"), true, List.of("x = 5")),
                            new ClaimPart("f[i] < 7", "Claims", 20, 20, List.of("i = 2"), false, List.of("f[i] = 7")));
        }
    }

    @Test
    void operators_of_standard_modules_are_not_taken_apart() throws IOException {
        try (Evaluator evaluator = open()) {
            assertThat(evaluator.claim("One", second(evaluator)))
                    .singleElement()
                    .satisfies(part -> {
                        assertThat(part.text()).isEqualTo("Cardinality({i \\in 1 .. 3 : f[i] # 0}) = 0");
                        assertThat(part.values()).containsExactly("Cardinality({i \\in 1 .. 3 : f[i] # 0}) = 1");
                    });
        }
    }

    @Test
    void of_a_temporal_property_every_predicate_is_judged() throws IOException {
        try (Evaluator evaluator = open()) {
            assertThat(evaluator.claim("Returns", second(evaluator)))
                    .extracting(ClaimPart::text, ClaimPart::holds)
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple("x = 5", true),
                            org.assertj.core.groups.Tuple.tuple("x = 0", false));
        }
    }

    @Test
    void a_step_takes_the_branches_that_apply() throws IOException {
        try (Evaluator evaluator = open()) {
            TlaState first = evaluator.initialStates().get(0);
            ActionLabel step = ActionLabel.of("Step");
            assertThat(evaluator.lines(first, step, second(evaluator)))
                    .extracting(SpecLine::line)
                    .containsExactlyInAnyOrder(7, 8, 9, 12);
            TlaState third = evaluator.successors(second(evaluator)).get(0).state();
            assertThat(third.value("x")).isEqualTo(TlaValue.of(1));
            assertThat(evaluator.lines(second(evaluator), step, third))
                    .extracting(SpecLine::line)
                    .containsExactlyInAnyOrder(7, 8, 11, 14);
        }
    }
}
