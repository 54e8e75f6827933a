package org.pvlazy.conformance;

import java.util.List;

/**
 * What came of replaying the complete graph of a model.
 *
 * @param model name of the model
 * @param variant posting that both sides follow
 * @param states distinct states of the graph
 * @param edges edges of the graph, parallel ones counted each
 * @param edgesReplayed how many of them were taken with everything compared
 * @param paths paths of the tour
 * @param steps steps taken on them
 * @param lowerBoundSteps no tour has fewer
 * @param enabledSetsCompared how often the sets of possible steps were compared
 * @param variablesCompared how many values were compared
 * @param graphSeconds time to build the graph and the tour
 * @param seconds time to replay
 * @param divergences the first difference on each path that has one; the replay ends after a few
 * @param idleActions the names of the actions that no replayed edge has
 */
public record ReplayOutcome(
        String model,
        String variant,
        int states,
        int edges,
        int edgesReplayed,
        int paths,
        long steps,
        long lowerBoundSteps,
        long enabledSetsCompared,
        long variablesCompared,
        double graphSeconds,
        double seconds,
        List<Divergence> divergences,
        List<String> idleActions) {
    /** Copies the lists. */
    public ReplayOutcome {
        divergences = List.copyOf(divergences);
        idleActions = List.copyOf(idleActions);
    }

    /** Every edge was taken and nothing differed. */
    public boolean conforms() {
        return divergences.isEmpty() && edgesReplayed == edges;
    }

    /** Steps for each edge of the graph. */
    public double stepsPerEdge() {
        return edges == 0 ? 0 : (double) steps / edges;
    }

    /** Steps a second. */
    public double stepsPerSecond() {
        return seconds == 0 ? 0 : steps / seconds;
    }
}
