package org.pvlazy.tlc.embedded;

import org.pvlazy.tlc.ErrorLine;
import org.pvlazy.tlc.EvaluationException;
import org.pvlazy.tlc.ParserOutput;
import tlc2.tool.ConfigFileException;
import util.Assert;

/** Turns what TLC threw and printed into one line. */
final class TlcFailure {
    private static final int FIRST_CONFIG_ERROR = 2222;
    private static final int LAST_CONFIG_ERROR = 2245;

    private TlcFailure() {}

    static EvaluationException of(Throwable thrown, String printed, String config) {
        if (thrown instanceof ConfigFileException) {
            return new EvaluationException(
                    ErrorLine.ofConfig(config + ".cfg", String.valueOf(thrown.getMessage())), thrown);
        }
        if (thrown instanceof Assert.TLCRuntimeException failure
                && failure.errorCode >= FIRST_CONFIG_ERROR
                && failure.errorCode <= LAST_CONFIG_ERROR) {
            return new EvaluationException(config + ".cfg: " + line(thrown), thrown);
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
