package org.pvlazy.conformance;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pvlazy.conformance.Recording.Crash;
import org.pvlazy.conformance.Recording.Event;
import org.pvlazy.conformance.RecordingJudge.Possible;
import org.pvlazy.conformance.RecordingJudge.Verdict;
import org.pvlazy.tla.ActionLabel;
import org.pvlazy.tla.TlaState;
import org.pvlazy.tlc.Evaluator;
import org.pvlazy.tlc.StateGraph;

/** Says why a recording is rejected: how far it is explained, what is possible there, and what is in the way of every next event. */
final class RecordingText {
    /** More states of the same kind would not help a reader. */
    private static final int STATES = 3;

    private final RecordingJudge judge;
    private final StateGraph graph;
    private final Evaluator evaluator;
    private final SpecSources sources;
    private final Map<Long, ActionLabel> labels = new HashMap<>();

    RecordingText(RecordingJudge judge, Evaluator evaluator, SpecSources sources) {
        this.judge = judge;
        graph = judge.graph();
        this.evaluator = evaluator;
        this.sources = sources;
        Binding binding = judge.slice().binding();
        graph.labels().forEach(label -> labels.put(binding.offer(label), label));
    }

    String of(Recording recording, Verdict verdict) {
        StringBuilder text = new StringBuilder();
        text.append(verdict.matched()).append(" of ").append(recording.size()).append(" events are explained; ");
        int states = (int)
                verdict.possible().stream().mapToInt(Possible::state).distinct().count();
        text.append(states).append(states == 1 ? " state is" : " states are").append(" possible there\n");
        Crash crash = recording.crash();
        if (crash != null) {
            text.append("  the run ended with ").append(crash.text()).append('\n');
        }
        List<Possible> shown = verdict.possible().stream().limit(STATES).toList();
        for (Possible possible : shown) {
            state(text, recording, possible);
        }
        if (verdict.possible().size() > shown.size()) {
            text.append("  and ")
                    .append(verdict.possible().size() - shown.size())
                    .append(" more\n");
        }
        return text.toString();
    }

    private void state(StringBuilder text, Recording recording, Possible possible) {
        TlaState state = graph.state(possible.state());
        text.append("  in the state\n");
        for (String line : state.toString().split("\n", -1)) {
            text.append("    ").append(line).append('\n');
        }
        List<Integer> candidates = RecordingJudge.candidates(recording, possible);
        for (int thread : candidates) {
            Event event = RecordingJudge.next(recording, possible, thread);
            if (event != null) {
                candidate(text, possible, thread, event);
            }
        }
        if (candidates.isEmpty() && recording.crash() == null) {
            end(text, recording, state);
        }
    }

    private void candidate(StringBuilder text, Possible possible, int thread, Event event) {
        long offer = RecordingJudge.offer(possible, thread, event);
        ActionLabel label = labels.get(offer);
        String what = offer < 0
                ? "a step of a kthread that was not created"
                : label == null
                        ? judge.slice().binding().describe(offer) + ", which the model does not have"
                        : label.toString();
        text.append("  next     ").append(what);
        if (label != null) {
            text.append("  (").append(sources.place(label.name())).append(')');
        }
        text.append("\n  code     ").append(event.place()).append('\n');
        String conjunct = label == null ? null : evaluator.falseConjunct(graph.state(possible.state()), label);
        if (conjunct != null) {
            text.append("  false    ").append(conjunct).append('\n');
        }
        List<String> enabled = enabled(possible, offer);
        text.append("  enabled  ")
                .append(enabled.isEmpty() ? "nothing of that thread" : String.join(", ", enabled))
                .append('\n');
    }

    /** What the thread can do there, what is nearest to the event first: the same step with another answer, or on another page. */
    private List<String> enabled(Possible possible, long offer) {
        List<String> enabled = new ArrayList<>();
        int state = possible.state();
        for (int edge = graph.firstEdge(state); edge < graph.firstEdge(state + 1); edge++) {
            ActionLabel label = graph.label(edge);
            long other = judge.slice().binding().offer(label);
            if (offer < 0 || Offer.thread(other) != Offer.thread(offer)) {
                continue;
            }
            boolean near = Offer.step(other) == Offer.step(offer) && Offer.action(other) == Offer.action(offer);
            enabled.add(near ? 0 : enabled.size(), label.toString());
        }
        return enabled;
    }

    /** Every event is explained, and yet the machine rests in another state. */
    private void end(StringBuilder text, Recording recording, TlaState state) {
        for (String variable : state.variables()) {
            @Nullable Object recorded = recording.last().get(variable);
            Object expected = state.value(variable);
            if (!expected.equals(recorded)) {
                text.append("  at the end ")
                        .append(variable)
                        .append(" is ")
                        .append(recorded == null ? "not recorded" : recorded)
                        .append(", by the specification ")
                        .append(expected)
                        .append('\n');
            }
        }
    }
}
