package org.pvlazy.trace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrintableTest {
    @Test
    void a_control_character_is_shown_and_everything_else_stays() {
        assertThat(Printable.of("a\nb\r\tc\u001b[31m \u00fc \\n")).isEqualTo("a\\nb\\r\\tc\\u001b[31m \u00fc \\n");
    }
}
