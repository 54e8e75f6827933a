package org.pvlazy.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonParser;
import org.junit.jupiter.api.Test;

class HtmlMutantsTest {
    private static JsonArray array(String json) {
        return JsonParser.parseString(json).getAsJsonArray();
    }

    @Test
    void a_matrix_that_was_not_made_says_how_to_make_it() {
        assertThat(HtmlMutants.section(new JsonArray()))
                .contains("Not run.", "./pvlazy mutate --json target/report/mutate.json");
    }

    @Test
    void faults_are_counted_by_side_and_kind_with_what_noticed_them() {
        String html = HtmlMutants.section(array("""
                [{"name": "a", "side": "specification", "kind": "guard", "killedBy": ["m1", "m2"], "status": "killed"},
                 {"name": "b", "side": "specification", "kind": "guard", "killedBy": ["m2"], "status": "killed"},
                 {"name": "c<", "side": "specification", "kind": "guard", "killedBy": [], "status": "survived", "reason": "why & how"},
                 {"name": "d", "side": "specification", "kind": "guard", "killedBy": [], "status": "invalid", "reason": null},
                 {"name": "e", "side": "code", "killedBy": ["r"]}]"""));
        assertThat(html)
                .contains("<tr><td>code</td><td class=\"n\">1</td><td class=\"n\">1</td><td class=\"n\">0</td>"
                        + "<td class=\"n\">0</td><td class=\"what\">r 1</td></tr>")
                .contains("<tr><td>specification, guard</td><td class=\"n\">4</td><td class=\"n\">2</td>"
                        + "<td class=\"n\">1</td><td class=\"n\">1</td><td class=\"what\">m2 2, m1 1</td></tr>")
                .contains(
                        "<h3>Not noticed</h3>", "<td>c&lt;</td><td>survived</td><td class=\"what\">why &amp; how</td>");
    }

    @Test
    void the_rarest_killers_are_only_counted() {
        String html = HtmlMutants.section(array("[{\"name\": \"a\", \"side\": \"code\", \"killedBy\":"
                + "[\"a\", \"b\", \"c\", \"d\", \"e\", \"f\", \"g\", \"h\"]}]"));
        assertThat(html).contains("f 1 and 2 more").doesNotContain("g 1");
    }
}
