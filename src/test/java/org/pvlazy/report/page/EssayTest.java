package org.pvlazy.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EssayTest {
    @Test
    void chapters_become_html_but_for_those_on_reproducing() {
        String html = Essay.html("""
                # v2: a title

                before

                ## What <happens>

                One `a < b`
                and **two** *three*, see [the other](x.md).

                1. first
                2. second
                   goes on

                * point

                ```
                1. <raw>
                ```

                ## Reproduce

                never
                """);
        assertThat(html).isEqualTo("""
                <h3>What &lt;happens&gt;</h3>
                <p>One <code>a &lt; b</code> and <strong>two</strong> <em>three</em>, see the other.</p>
                <ol>
                <li>first</li>
                <li>second goes on</li>
                </ol>
                <ul>
                <li>point</li>
                </ul>
                <pre>1. &lt;raw&gt;
                </pre>
                """);
    }

    @Test
    void the_title_stands_without_its_variant() {
        assertThat(Essay.title("# v2: with two VMs: a page\n\ntext")).isEqualTo("with two VMs: a page");
        assertThat(Essay.title("no title")).isEmpty();
    }
}
