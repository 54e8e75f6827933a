package org.pvlazy.trace;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads files of text. The JDK refuses what is not UTF-8 without saying which file it is. */
public final class TextFile {
    private TextFile() {}

    /** The content of a file in UTF-8. */
    public static String read(Path file) throws IOException {
        try {
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            throw new TraceFormatException(file.toString(), "not UTF-8");
        }
    }
}
