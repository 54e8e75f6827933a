package org.pvlazy.tlc.embedded;

import org.pvlazy.tlc.ErrorLine;
import org.pvlazy.tlc.EvaluationException;
import org.pvlazy.tlc.ParserOutput;
import tlc2.tool.ConfigFileException;

/** Turns what TLC threw and printed into one line. */
final class TlcFailure {
    private TlcFailure() {}

    static EvaluationException of(Throwable thrown, String printed, String config) {
        if (thrown instanceof ConfigFileException) {
            return new EvaluationException(
                    ErrorLine.ofConfig(config + ".cfg", String.valueOf(thrown.getMessage())), thrown);
        }
        return ParserOutput.firstError(printed)
                .map(line -> new EvaluationException(line, thrown))
                .orElseGet(() -> new EvaluationException(line(thrown), thrown));
    }

    private static String line(Throwable thrown) {
        if (thrown instanceof StackOverflowError) {
            return "evaluation recurses without end";
        }
        String message = thrown.getMessage();
        return message == null ? thrown.getClass().getSimpleName() : ErrorLine.of(message);
    }
}
