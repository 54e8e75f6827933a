package org.pvlazy.report;

import com.google.gson.JsonArray;
import java.util.Set;

/**
 * What the report leads to beyond the run that it is of.
 *
 * @param pages the models whose counterexample has a page beside the report, as {@code traces/<model>.html}
 * @param mutants the mutants of the last run of {@code mutate}, as its result has them; empty if there is none
 * @param teardown the drawing of the last {@code bench teardown}, as SVG; empty if there is none
 */
public record ReportLinks(Set<String> pages, JsonArray mutants, String teardown) {
    /** Copies the set. */
    public ReportLinks {
        pages = Set.copyOf(pages);
    }

    /** Nothing. */
    public static ReportLinks none() {
        return new ReportLinks(Set.of(), new JsonArray(), "");
    }
}
