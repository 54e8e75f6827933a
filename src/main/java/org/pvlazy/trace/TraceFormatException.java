package org.pvlazy.trace;

import java.io.IOException;

/** A file is not the trace, or what else, it should be. The message is one line and names the file and the place in it. */
public final class TraceFormatException extends IOException {
    private static final long serialVersionUID = 1L;

    /** What is wrong, and where in the file. */
    public TraceFormatException(String file, String problem) {
        super(Printable.of(file + ": " + problem));
    }
}
