package org.pvlazy.tlc;

import org.jspecify.annotations.Nullable;
import org.pvlazy.trace.Printable;

/** The manifest is damaged, or does not have what is asked for. The message is one line and names the file. */
public final class ManifestException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** With a one-line message that names the file. */
    public ManifestException(String message, @Nullable Throwable cause) {
        super(Printable.of(message), cause);
    }
}
