package org.pvlazy.tla;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pvlazy.fuzz.Fuzzer;

class TlaParserFuzzTest {
    private static final Fuzzer FUZZER = Fuzzer.refusing("line \\d+, column \\d+: ", TlaParseException.class);

    private static List<byte[]> utf8(String... texts) {
        return List.of(texts).stream()
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    private static String text(byte[] input) {
        return new String(input, StandardCharsets.UTF_8);
    }

    @Test
    void a_value_is_read_and_comes_back_as_written_or_is_refused() {
        FUZZER.feed(
                utf8(
                        "[a |-> 1, b |-> <<1, \"two\", m3>>, c |-> {}]",
                        "(1 :> {-1, 0} @@ 2 :> (TRUE :> FALSE))",
                        "{1..3, {\"a\\n\\\"b\"}, <<>>}"),
                input -> {
                    TlaValue value = TlaParser.value(text(input));
                    assertThat(TlaParser.value(value.toString())).isEqualTo(value);
                });
    }

    @Test
    void a_state_is_read_and_comes_back_as_written_or_is_refused() {
        FUZZER.feed(
                utf8("/\\ x = [a |-> 1]\n/\\ y = <<\"two\", {1..3}>>\n/\\ z = (1 :> 2)\n", "only = {m1, m2}"),
                input -> {
                    TlaState state = TlaParser.state(text(input));
                    assertThat(TlaParser.state(state.toString())).isEqualTo(state);
                });
    }
}
