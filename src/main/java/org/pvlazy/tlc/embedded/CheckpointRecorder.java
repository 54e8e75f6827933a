package org.pvlazy.tlc.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.pvlazy.tlc.CheckpointCounts;
import tlc2.TLCGlobals;
import tlc2.output.EC;
import tlc2.output.MPRecorder;
import tlc2.tool.AbstractChecker;
import tlc2.tool.ModelChecker;

/** Writes down how many states there are whenever TLC begins a checkpoint. No worker is at work then. */
final class CheckpointRecorder extends MPRecorder {
    @Override
    public void record(int code, Object... parameters) {
        AbstractChecker checker = TLCGlobals.mainChecker;
        if (code != EC.TLC_CHECKPOINT_START || !(checker instanceof ModelChecker search)) {
            return;
        }
        CheckpointCounts counts = new CheckpointCounts(
                search.getDistinctStatesGenerated(), search.getStateQueueSize(), search.getStatesGenerated());
        try {
            Files.writeString(
                    Path.of(search.metadir, CheckpointCounts.FILE),
                    counts.render() + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
