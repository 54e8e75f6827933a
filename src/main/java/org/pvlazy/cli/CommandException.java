package org.pvlazy.cli;

import org.pvlazy.trace.Printable;

/** Ends a command with one line for the user and an exit code. */
final class CommandException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int exitCode;

    CommandException(int exitCode, String message) {
        super(Printable.of(message));
        this.exitCode = exitCode;
    }

    int exitCode() {
        return exitCode;
    }
}
