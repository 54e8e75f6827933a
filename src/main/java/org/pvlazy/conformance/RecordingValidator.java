package org.pvlazy.conformance;

import org.jspecify.annotations.Nullable;
import org.pvlazy.conformance.RecordingJudge.Verdict;
import org.pvlazy.tlc.Evaluator;
import org.pvlazy.tlc.GraphBuilder;
import org.pvlazy.tlc.GraphOptions;
import org.pvlazy.tlc.IsolatedTlc;
import org.pvlazy.tlc.SpecFiles;

/** Judges the recordings of one model, with its complete graph. For several threads at once. */
public final class RecordingValidator implements AutoCloseable {
    private final SpecFiles files;
    private final RecordingJudge judge;
    /** What explains rejections; most validators reject nothing. Guarded by the validator, as its {@link #text} is. */
    private @Nullable Evaluator evaluator;

    private @Nullable RecordingText text;

    /**
     * Builds the graph of a model.
     *
     * @throws org.pvlazy.tlc.EvaluationException if the model cannot be evaluated
     */
    public RecordingValidator(SpecFiles files, Slice slice, GraphOptions options) {
        this.files = files;
        judge = new RecordingJudge(GraphBuilder.build(files, options), slice);
    }

    /** Null if the specification explains the recording, else why it does not. */
    public @Nullable String problem(Recording recording) {
        Verdict verdict = judge.judge(recording);
        return verdict.accepted() ? null : explanation(recording, verdict);
    }

    private synchronized String explanation(Recording recording, Verdict verdict) {
        if (evaluator == null || text == null) {
            evaluator = IsolatedTlc.open(files);
            text = new RecordingText(judge, evaluator, SpecSources.of(files));
        }
        return text.of(recording, verdict);
    }

    @Override
    public synchronized void close() {
        if (evaluator != null) {
            evaluator.close();
            evaluator = null;
            text = null;
        }
    }
}
