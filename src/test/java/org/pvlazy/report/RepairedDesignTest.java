package org.pvlazy.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.pvlazy.tlc.Manifest;
import org.pvlazy.tlc.Model;

/** What the models of the project say about the repaired design. */
class RepairedDesignTest {
    private static PropertyVerdicts verdicts;

    @BeforeAll
    static void judge() throws IOException {
        Manifest manifest = Manifest.read(Path.of("specs"));
        verdicts = PropertyVerdicts.of(manifest.specs(), manifest.models());
    }

    @Test
    void every_property_of_a_posting_holds_in_the_repaired_design() {
        Set<String> repaired = new TreeSet<>();
        Set<String> posted = new TreeSet<>();
        for (PropertyVerdicts.Slice slice : verdicts.slices()) {
            for (PropertyVerdicts.Row row : slice.rows()) {
                for (String variant : Model.VARIANTS) {
                    boolean holds = !row.cell(variant).holds().isEmpty();
                    if (variant.equals("repaired") && holds) {
                        repaired.add(row.property());
                    } else if (!row.cell(variant).silence()) {
                        posted.add(row.property());
                    }
                }
            }
        }
        assertThat(repaired).isNotEmpty().containsAll(posted);
    }

    @Test
    void nothing_is_violated_in_the_repaired_design() {
        assertThat(verdicts.slices())
                .allSatisfy(slice -> assertThat(slice.rows())
                        .isNotEmpty()
                        .allSatisfy(row -> assertThat(row.cell("repaired").violated())
                                .as("%s in slice %s", row.property(), slice.name())
                                .isEmpty()));
    }
}
