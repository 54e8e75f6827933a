package org.pvlazy.conformance;

/** Schedules the implementation: at every state, who goes on and what the environment decides. */
interface Strategy {
    /** Gives up a schedule. */
    long STOP = LiveScript.Chooser.STOP;

    /** A schedule begins. */
    void begin();

    /**
     * The next step, or {@link #STOP}.
     *
     * @param ways what there is to choose from, at least one; sorted
     */
    long next(int position, Oracle.Node node, long[] ways);
}
