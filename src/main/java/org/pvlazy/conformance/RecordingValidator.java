package org.pvlazy.conformance;

import org.jspecify.annotations.Nullable;
import org.pvlazy.conformance.RecordingJudge.Verdict;
import org.pvlazy.tlc.Evaluator;
import org.pvlazy.tlc.GraphOptions;
import org.pvlazy.tlc.IsolatedTlc;
import org.pvlazy.tlc.SpecFiles;

/** Judges the recordings of one model, with its complete graph. */
public final class RecordingValidator implements AutoCloseable {
    private final Evaluator evaluator;
    private final RecordingJudge judge;
    private final RecordingText text;

    /**
     * Builds the graph of a model.
     *
     * @throws org.pvlazy.tlc.EvaluationException if the model cannot be evaluated
     */
    public RecordingValidator(SpecFiles files, Slice slice) {
        evaluator = IsolatedTlc.open(files);
        judge = new RecordingJudge(evaluator.graph(GraphOptions.strict()), slice);
        text = new RecordingText(judge, evaluator, SpecSources.of(files));
    }

    /** Null if the specification explains the recording, else why it does not. */
    public @Nullable String problem(Recording recording) {
        Verdict verdict = judge.judge(recording);
        return verdict.accepted() ? null : text.of(recording, verdict);
    }

    @Override
    public void close() {
        evaluator.close();
    }
}
