package org.pvlazy.report.page;

import java.util.LinkedHashMap;
import java.util.Map;
import org.pvlazy.report.StepTable;
import org.pvlazy.trace.Trace;

/** The pictures of the tour through one counterexample: its lanes from the exit on, and the states that the text stops at. */
public final class TourPictures {
    /** The counterexample that the tour is about. */
    public static final String MODEL = "v2-close-during-exit";

    /** Before it nothing is out of the ordinary. */
    private static final int FIRST_ROW = 7;

    private static final int[] STATES = {6, 15, 27};

    private TourPictures() {}

    /** The pictures by the names of their files. */
    public static Map<String, String> of(Trace trace, SpecText spec) {
        Background background = new Background("", "", spec, null, null, null);
        Map<String, String> pictures = new LinkedHashMap<>();
        Rows rows = Rows.of(trace, background);
        String title = "Steps " + FIRST_ROW + " to " + (trace.states().size() - 1) + " of "
                + trace.origin().model();
        pictures.put(
                "lanes.svg", LaneDrawing.alone(rows, FIRST_ROW, trace.states().size() - 1, title));
        for (int state : STATES) {
            pictures.put("state-" + state + ".svg", StateDrawing.of(trace.state(state), StepTable.place(state)));
        }
        return pictures;
    }
}
