package org.pvlazy.tlc;

import org.jspecify.annotations.Nullable;

/** The manifest is damaged, or does not have what is asked for. The message is one line and names the file. */
public final class ManifestException extends RuntimeException {
    private static final long serialVersionUID = 1;

    ManifestException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
