package org.pvlazy.tla;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TlaParserTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-12",
                "TRUE",
                "\"say \\\"hi\\\" \\\\ \\n\"",
                "m1",
                "1x",
                "{}",
                "{<<>>, <<1, 2>>}",
                "[a |-> 1, b |-> <<1, 2>>]",
                "(0 :> \"a\" @@ 1 :> [x |-> {}])",
                "(m1 :> (0 :> 1) @@ m2 :> 5)"
            })
    void what_is_printed_is_read_back(String text) throws TlaParseException {
        assertThat(TlaParser.value(text)).hasToString(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "(1 :> 7 @@ 2 :> 8);<<7, 8>>",
                "(\"a\" :> 7);[a |-> 7]",
                "-1..1;{-1, 0, 1}",
                "2..1;{}",
                "{2, 1, 2};{1, 2}",
                "((3));3"
            })
    void values_become_canonical(String text, String canonical) throws TlaParseException {
        assertThat(TlaParser.value(text)).hasToString(canonical);
    }

    @Test
    void a_state_over_several_lines_keeps_the_order_of_its_variables() throws TlaParseException {
        TlaState state = TlaParser.state("/\\ pc = [a |-> \"idle\",\n         b |-> \"busy\"]\n/\\ count = <<0, 0>>\n");
        assertThat(state.variables()).isEqualTo(List.of("pc", "count"));
        assertThat(state.value("pc")).hasToString("[a |-> \"idle\", b |-> \"busy\"]");
    }

    @Test
    void a_single_variable_needs_no_conjunction() throws TlaParseException {
        assertThat(TlaParser.state("x = 0")).hasToString("/\\ x = 0");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '\'',
            value = {
                "[a |-> 1;line 1, column 9: expected ] but the text ends",
                "<<1, >>;line 1, column 6: expected a value but found >",
                "{1} 2;line 1, column 5: expected the end but found 2",
                "\"abc;line 1, column 1: string without end",
                "(1 :> 2 @@ 1 :> 3);line 1, column 18: two values at 1",
                "[a |-> 1, a |-> 2];line 1, column 18: field a has two values",
                "99999999999999999999;line 1, column 1: integer out of range",
                "1..99999999;line 1, column 12: 1..99999999 has too many members",
                "'';line 1, column 1: expected a value but the text ends"
            })
    void damage_is_named_with_its_place(String text, String message) {
        assertThatThrownBy(() -> TlaParser.value(text))
                .isInstanceOf(TlaParseException.class)
                .hasMessage(message);
    }

    @Test
    void damage_in_a_state_counts_lines() {
        assertThatThrownBy(() -> TlaParser.state("/\\ x = 1\n/\\ y = ]"))
                .isInstanceOfSatisfying(
                        TlaParseException.class,
                        e -> assertThat(List.of(e.line(), e.column())).isEqualTo(List.of(2, 8)))
                .hasMessage("line 2, column 8: expected a value but found ]");
        assertThatThrownBy(() -> TlaParser.state("/\\ x = 1 /\\ x = 2"))
                .hasMessageEndingWith("variable x has two values");
    }

    @Test
    void bottomless_nesting_is_damage() {
        assertThatThrownBy(() -> TlaParser.value("{".repeat(100_000))).hasMessageEndingWith("nested too deeply");
    }
}
