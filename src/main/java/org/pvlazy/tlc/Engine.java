package org.pvlazy.tlc;

import java.io.IOException;
import java.util.function.Consumer;

/** Where the states of models are explored: {@link LocalEngine} is the one that there is, a distributed one would be another. */
public interface Engine extends AutoCloseable {
    /**
     * Explores a model.
     *
     * @param listener as for {@link TlcRun#run(TlcJob, Consumer)}
     * @throws InterruptedException if the calling thread is interrupted; nothing of the exploration goes on then
     */
    TlcResult explore(Model model, SpecFiles files, Consumer<Progress> listener)
            throws IOException, InterruptedException;

    @Override
    void close() throws IOException;
}
