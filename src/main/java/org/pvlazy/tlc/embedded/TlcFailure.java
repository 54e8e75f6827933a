package org.pvlazy.tlc.embedded;

import org.pvlazy.tlc.EvaluationException;
import org.pvlazy.tlc.ParserOutput;

/** Turns what TLC threw and printed into one line. */
final class TlcFailure {
    private TlcFailure() {}

    static EvaluationException of(Throwable thrown, String printed) {
        return ParserOutput.firstError(printed)
                .map(line -> new EvaluationException(line, thrown))
                .orElseGet(() -> new EvaluationException(line(thrown), thrown));
    }

    private static String line(Throwable thrown) {
        if (thrown instanceof StackOverflowError) {
            return "evaluation recurses without end";
        }
        String message = thrown.getMessage();
        return message == null
                ? thrown.getClass().getSimpleName()
                : ParserOutput.oneLine(message.replaceAll("@!@!@(START|END)MSG [0-9:]+ @!@!@", ""));
    }
}
