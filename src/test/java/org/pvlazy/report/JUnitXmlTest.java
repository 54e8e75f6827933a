package org.pvlazy.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

class JUnitXmlTest {
    @Test
    void a_suite_counts_its_cases() {
        assertThat(JUnitXml.render(
                        "pvlazy.check",
                        List.of(
                                JUnitXml.Case.passed("model.oom", "oom-v2", 1.5),
                                JUnitXml.Case.failed("model.oom", "oom-v1", 0.25, "expected pass\nsecond line"),
                                JUnitXml.Case.skipped("mutant", "m", "survived: it may"))))
                .isEqualTo("""
                        <?xml version="1.0" encoding="UTF-8"?>
                        <testsuite name="pvlazy.check" tests="3" failures="1" errors="0" skipped="1" time="1.750">
                          <testcase name="oom-v2" classname="pvlazy.check.model.oom" time="1.500"/>
                          <testcase name="oom-v1" classname="pvlazy.check.model.oom" time="0.250">
                            <failure message="expected pass" type="failure">expected pass
                        second line</failure>
                          </testcase>
                          <testcase name="m" classname="pvlazy.check.mutant" time="0.000">
                            <skipped message="survived: it may"/>
                          </testcase>
                        </testsuite>
                        """);
    }

    @Test
    void whatever_is_in_a_message_a_parser_reads_it_again() throws Exception {
        String message = "a < b && c > \"d\" 'e' ]]> \u00e4 \ud83d\ude00\tx";
        String xml = JUnitXml.render("s<>&\"", List.of(JUnitXml.Case.failed("g", "n\n<\"", 0, message)));
        Element suite = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)))
                .getDocumentElement();
        Element testcase = (Element) suite.getElementsByTagName("testcase").item(0);
        Element failure = (Element) suite.getElementsByTagName("failure").item(0);
        assertThat(suite.getAttribute("name")).isEqualTo("s<>&\"");
        assertThat(testcase.getAttribute("name")).isEqualTo("n\n<\"");
        assertThat(failure.getAttribute("message")).isEqualTo(message);
        assertThat(failure.getTextContent()).isEqualTo(message);
    }

    @Test
    void what_xml_cannot_say_is_replaced() {
        assertThat(JUnitXml.render("s", List.of(JUnitXml.Case.failed("g", "n", 0, "\u0000\u001b[1m\ud800\uffff"))))
                .contains("message=\"??[1m??\"");
    }

    @Test
    void models_and_replays_are_cases() {
        List<JUnitXml.Case> cases = JUnitXml.cases(new RunReport(
                "verify",
                List.of(Samples.good(Samples.FULL), Samples.wrong(Samples.FULL), Samples.failed(Samples.FULL)),
                List.of(Samples.replay(1, List.of(Samples.divergence())))));
        assertThat(cases)
                .extracting(JUnitXml.Case::result)
                .containsExactly(
                        JUnitXml.Result.PASSED, JUnitXml.Result.FAILED, JUnitXml.Result.ERROR, JUnitXml.Result.FAILED);
        assertThat(cases.get(3).message()).startsWith("divergence in ");
    }
}
