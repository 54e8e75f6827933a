package org.pvlazy.tla;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pvlazy.tla.TlaValue.interval;
import static org.pvlazy.tla.TlaValue.modelValue;
import static org.pvlazy.tla.TlaValue.set;
import static org.pvlazy.tla.TlaValue.string;
import static org.pvlazy.tla.TlaValue.tuple;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.pvlazy.tla.ActionLabel.Param;

class TlaValueTest {
    @Test
    void a_set_forgets_order_and_repetition() {
        assertThat(set(TlaValue.of(2), TlaValue.of(1), TlaValue.of(2)))
                .isEqualTo(set(TlaValue.of(1), TlaValue.of(2)))
                .isEqualTo(interval(1, 2))
                .hasSameHashCodeAs(interval(1, 2))
                .hasToString("{1, 2}");
    }

    @Test
    void a_function_on_one_to_n_is_a_tuple() {
        TlaValue function = TlaValue.function(Map.of(TlaValue.of(2), string("b"), TlaValue.of(1), string("a")));
        assertThat(function).isEqualTo(tuple(string("a"), string("b"))).hasToString("<<\"a\", \"b\">>");
        assertThat(function.apply(TlaValue.of(2))).isEqualTo(string("b"));
    }

    @Test
    void a_function_on_strings_is_a_record() {
        TlaValue function = TlaValue.function(Map.of(string("y"), TlaValue.of(2), string("x"), TlaValue.of(1)));
        assertThat(function)
                .isEqualTo(Shape.record("x", "y").of(TlaValue.of(1), TlaValue.of(2)))
                .hasSameHashCodeAs(TlaValue.record(Map.of("x", TlaValue.of(1), "y", TlaValue.of(2))))
                .hasToString("[x |-> 1, y |-> 2]");
        assertThat(function.field("y")).isEqualTo(TlaValue.of(2));
    }

    @Test
    void the_function_on_nothing_is_the_empty_tuple() {
        assertThat(TlaValue.function(Map.of())).isEqualTo(tuple()).isEqualTo(TlaValue.record(Map.of()));
    }

    @Test
    void other_functions_print_as_tlc_prints_them() {
        TlaValue function =
                Shape.function(List.of(TlaValue.of(1), TlaValue.of(0))).of(set(), modelValue("m"));
        assertThat(function).hasToString("(0 :> m @@ 1 :> {})");
        assertThat(function.apply(TlaValue.of(0))).isEqualTo(modelValue("m"));
    }

    @Test
    void a_record_whose_names_are_no_identifiers_prints_as_a_function() {
        assertThat(Shape.record("a b").of(TlaValue.of(1))).hasToString("(\"a b\" :> 1)");
    }

    @Test
    void a_string_is_not_the_model_value_of_that_name() {
        assertThat(string("a")).isNotEqualTo(modelValue("a"));
        assertThat(set(string("a"), modelValue("a")).size()).isEqualTo(2);
    }

    @Test
    void strings_are_escaped() {
        assertThat(string("a\"b\\c\nd\t")).hasToString("\"a\\\"b\\\\c\\nd\\t\"");
    }

    @Test
    void shapes_refuse_a_key_twice_and_a_wrong_number_of_values() {
        assertThatThrownBy(() -> Shape.record("a", "a")).hasMessage("twice in the domain: \"a\"");
        assertThatThrownBy(() -> Shape.record("a").of()).hasMessage("0 values for the domain [\"a\"]");
    }

    @Test
    void a_value_that_is_not_what_the_caller_thinks_says_what_it_is() {
        assertThatThrownBy(() -> TlaValue.of(true).asInt()).hasMessage("TRUE is not an integer");
        assertThatThrownBy(() -> TlaValue.of(1).asString()).hasMessage("1 is not a string");
        assertThatThrownBy(() -> TlaValue.of(1).apply(TlaValue.of(1))).hasMessage("1 is not a function");
        assertThatThrownBy(() -> tuple(TlaValue.of(7)).apply(TlaValue.of(2)))
                .hasMessage("2 is not in the domain of <<7>>");
        assertThatThrownBy(() -> Shape.record("a").of(TlaValue.of(1)).field("b"))
                .hasMessage("no field b in [a |-> 1]");
    }

    @Test
    void the_order_is_total_and_agrees_with_equality() {
        List<TlaValue> values = List.of(
                TlaValue.of(-1),
                TlaValue.of(3),
                string("a"),
                string("b"),
                TlaValue.of(false),
                TlaValue.of(true),
                modelValue("a"),
                tuple(),
                tuple(TlaValue.of(1)),
                tuple(TlaValue.of(2)),
                Shape.record("a").of(TlaValue.of(1)),
                Shape.record("b").of(TlaValue.of(1)),
                Shape.function(List.of(TlaValue.of(0))).of(TlaValue.of(1)),
                Shape.function(List.of(TlaValue.of(5))).of(TlaValue.of(1)),
                set(),
                set(TlaValue.of(9)));
        for (int i = 0; i < values.size(); i++) {
            for (int j = 0; j < values.size(); j++) {
                assertThat(Integer.signum(values.get(i).compareTo(values.get(j))))
                        .isEqualTo(Integer.compare(i, j));
            }
        }
    }

    @Test
    void states_can_be_aligned() {
        TlaState state = new TlaState(List.of("y", "x"), List.of(TlaValue.of(2), TlaValue.of(1)));
        assertThat(state.reordered(List.of("x", "y")))
                .isEqualTo(new TlaState(List.of("x", "y"), List.of(TlaValue.of(1), TlaValue.of(2))))
                .hasToString("/\\ x = 1\n/\\ y = 2");
        assertThatThrownBy(() -> state.value("z")).hasMessage("no variable z among [y, x]");
        assertThatThrownBy(() -> state.reordered(List.of("x"))).hasMessage("variables [y, x] are not [x]");
    }

    @Test
    void labels_print_their_parameters() {
        ActionLabel label =
                new ActionLabel("Receive", List.of(new Param("p", TlaValue.of(1)), new Param("m", string("ack"))));
        assertThat(label).hasToString("Receive(p = 1, m = \"ack\")");
        assertThat(label.param("m")).isEqualTo(string("ack"));
        assertThat(ActionLabel.of("Crash")).hasToString("Crash");
    }
}
