package org.pvlazy.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.pvlazy.tlc.Engine;
import org.pvlazy.tlc.LocalEngine;
import picocli.CommandLine.Option;

/** Where models are explored, and whether that goes on from where it was interrupted. */
final class EngineOption {
    private enum Kind {
        LOCAL;

        @Override
        public String toString() {
            return "local";
        }
    }

    @Option(
            names = "--engine",
            paramLabel = "ENGINE",
            defaultValue = "local",
            description = "where to explore; there is only local, TLC on this machine (default: local)")
    private Kind kind = Kind.LOCAL;

    @Option(
            names = "--resume",
            description = "go on from the last checkpoint of a run that was interrupted; large models without temporal"
                    + " properties have one each minute, in target/checkpoints, but not with another TLC")
    private boolean resumes;

    @Option(
            names = "--workers",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "threads with which TLC explores each model that has many states, must pass and has no temporal"
                            + " properties (default: 1, and the depth is what the manifest pins; with more it is at least that)")
    private int workers = 1;

    /**
     * The engine.
     *
     * @param tools the jar of another TLC; null for the built-in one
     */
    Engine engine(Path home, @Nullable Path tools) {
        if (workers < 1) {
            throw new CommandException(ExitCode.USAGE, "--workers " + workers + ": not a number of threads");
        }
        if (tools != null) {
            if (resumes) {
                throw new CommandException(ExitCode.USAGE, "--resume: not with another TLC");
            }
            return new LocalEngine(tools, workers);
        }
        return switch (kind) {
            case LOCAL -> LocalEngine.withCheckpoints(home.resolve("target").resolve("checkpoints"), resumes, workers);
        };
    }
}
