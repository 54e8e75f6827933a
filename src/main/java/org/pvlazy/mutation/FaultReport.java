package org.pvlazy.mutation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.lang3.StringUtils;
import org.pvlazy.mutation.Mutant.Side;
import org.w3c.dom.Element;

/**
 * The faults that the tests seed, by the report of Surefire about such a test: each case with parameters puts one fault in, and passes if
 * it is noticed.
 */
public final class FaultReport {
    private static final String KIND = "seeded fault";
    /** What tries without a fault is no fault. */
    private static final String CONTROL = "without_a_fault";

    private FaultReport() {}

    /**
     * What came of the faults.
     *
     * @throws org.pvlazy.tlc.ManifestException if the file is no report of tests
     */
    public static List<Kill> read(Path file) throws IOException {
        List<Kill> kills = new ArrayList<>();
        for (Element test : XmlReport.elements(file, "testcase", "report of tests")) {
            String name = test.getAttribute("name");
            String fault = StringUtils.substringAfter(name, ") ");
            if (!fault.isEmpty() && !name.startsWith(CONTROL)) {
                kills.add(kill(test, StringUtils.substringBefore(name, "("), fault));
            }
        }
        return kills;
    }

    private static Kill kill(Element test, String method, String fault) {
        String type = test.getAttribute("classname");
        String simple = StringUtils.substringAfterLast(type, ".");
        String layer = StringUtils.substringAfterLast(StringUtils.substringBeforeLast(type, "."), ".");
        // The specifications' side tests its own, without the implementation.
        Side side = layer.equals("tlc") ? Side.SPECIFICATION : Side.CODE;
        Mutant mutant = new Mutant(simple + ": " + fault, side, KIND, simple);
        if (test.getElementsByTagName("skipped").getLength() > 0) {
            return Kill.notJudged(mutant, "skipped");
        }
        boolean noticed = test.getElementsByTagName("failure").getLength()
                        + test.getElementsByTagName("error").getLength()
                == 0;
        return Kill.by(mutant, noticed ? List.of("test: " + layer + "." + simple + "." + method) : List.of());
    }
}
