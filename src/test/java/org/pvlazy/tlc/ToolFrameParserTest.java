package org.pvlazy.tlc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ToolFrameParserTest {
    private final List<ToolMessage> messages = new ArrayList<>();
    private final ToolFrameParser parser = new ToolFrameParser(messages::add);

    @Test
    void frames_become_messages_and_the_rest_is_kept_apart() throws IOException {
        Specs.output("Broken").lines().forEach(parser::line);
        assertThat(messages)
                .extracting(ToolMessage::code)
                .containsExactly(2262, 2401, 2187, 2220, 2219, 2185, 3002, 2186);
        assertThat(messages.get(0)).isEqualTo(new ToolMessage(2262, 0, "TLC2 Version 2.18 of 20 March 2023"));
        assertThat(messages.get(6)).isEqualTo(new ToolMessage(3002, 1, "Parsing or semantic analysis failed."));
        assertThat(parser.unframed()).startsWith("Parsing file").contains("***Parse Error***");
        assertThat(parser.isInsideFrame()).isFalse();
    }

    @Test
    void a_frame_inside_a_frame_is_a_message_and_part_of_the_outer_one() throws IOException {
        Specs.output("CountersBad").lines().forEach(parser::line);
        ToolMessage inner = messages.get(3);
        ToolMessage outer = messages.get(4);
        assertThat(inner.code()).isEqualTo(5006);
        assertThat(inner.text()).startsWith("TLC found an error in the configuration file at line 2");
        assertThat(outer.code()).isEqualTo(1000);
        assertThat(outer.isError()).isTrue();
        assertThat(outer.text()).contains("ConfigFileException\n: " + inner.text());
    }

    @Test
    void a_frame_that_is_cut_off_gives_no_message() {
        parser.line("@!@!@STARTMSG 2110:1 @!@!@");
        parser.line("Invariant Be");
        assertThat(messages).isEmpty();
        assertThat(parser.isInsideFrame()).isTrue();
    }

    @Test
    void a_stray_end_is_ignored() {
        parser.line("@!@!@ENDMSG 2110 @!@!@");
        assertThat(messages).isEmpty();
    }
}
