package org.pvlazy.fuzz;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A parser that does what it must not is reported with the input. */
class FuzzerTest {
    private static final List<byte[]> GOOD = List.of("[1, 2]".getBytes(StandardCharsets.UTF_8));
    private static final Fuzzer FUZZER = Fuzzer.refusing("line \\d+: ", IllegalArgumentException.class);

    private static void feed(RuntimeException thrown) {
        FUZZER.feed(GOOD, input -> {
            if (input.length > 0 && input[0] != '[') {
                throw thrown;
            }
        });
    }

    @Test
    void a_refusal_as_documented_is_fine() {
        assertThatCode(() -> feed(new IllegalArgumentException("line 1: no list")))
                .doesNotThrowAnyException();
    }

    @Test
    void another_exception_is_reported() {
        assertThatThrownBy(() -> feed(new IllegalStateException("line 1: no list")))
                .isInstanceOf(AssertionError.class)
                .hasMessageMatching(
                        "(?s)input \\d+ of seed \\d+: throws java.lang.IllegalStateException: line 1: no list\n\".*\"");
    }

    @Test
    void a_message_of_two_lines_is_reported() {
        assertThatThrownBy(() -> feed(new IllegalArgumentException("line 1: no\nlist")))
                .hasMessageContaining("a message of 2 lines");
    }

    @Test
    void a_message_without_a_place_is_reported() {
        assertThatThrownBy(() -> feed(new IllegalArgumentException("no list")))
                .hasMessageContaining("a message that names no place: no list");
    }

    @Test
    void a_stack_that_overflows_is_reported() {
        assertThatThrownBy(() -> FUZZER.feed(GOOD, input -> descend(input, 0)))
                .hasMessageContaining("throws java.lang.StackOverflowError");
    }

    private static int descend(byte[] input, int at) {
        return at < input.length && input[at] == '[' ? 1 + descend(input, at + 1) : 0;
    }

    @Test
    void a_good_input_that_is_refused_is_reported() {
        assertThatThrownBy(() -> FUZZER.feed(GOOD, input -> {
                    throw new IllegalArgumentException("line 1: no list");
                }))
                .hasMessage("a good input is refused: \"[1, 2]\"");
    }
}
