package org.pvlazy.trace;

import java.io.IOException;
import java.nio.file.Path;

/** Writes a file again and again, for a process of its own that is killed. */
final class KilledWriter {
    private static final int LENGTH = 2_000_000;

    private KilledWriter() {}

    /** A content that shows whether a part of it is missing, or from another one. */
    static String content(char letter) {
        return String.valueOf(letter).repeat(LENGTH);
    }

    public static void main(String[] arguments) throws IOException {
        for (int i = 0; ; i++) {
            AtomicFiles.writeString(Path.of(arguments[0]), content((char) ('a' + i % 26)));
            System.out.write('.');
            System.out.flush();
        }
    }
}
