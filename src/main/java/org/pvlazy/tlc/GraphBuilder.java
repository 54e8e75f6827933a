package org.pvlazy.tlc;

/** Builds the reachable graph of a model with TLC's evaluator in this JVM. */
public final class GraphBuilder {
    private GraphBuilder() {}

    /**
     * The complete reachable graph. CONSTRAINT and ACTION_CONSTRAINT cut it as they cut TLC's search; SYMMETRY and VIEW are
     * ignored, since a graph under them has steps that no behaviour has.
     *
     * @throws EvaluationException if the model cannot be loaded or evaluated, or its labels are not exact
     */
    public static StateGraph build(SpecFiles files, GraphOptions options) {
        try (Evaluator evaluator = IsolatedTlc.open(files)) {
            return evaluator.graph(options);
        }
    }
}
