package org.pvlazy.tlc;

/**
 * A message that TLC framed under {@code -tool}.
 *
 * @param code what it is about
 * @param severity 0 news, 1 error, 2 bug of TLC, 3 warning, 4 state
 * @param text the text; that of nested messages included
 */
public record ToolMessage(int code, int severity, String text) {
    static final int ERROR = 1;
    static final int WARNING = 3;

    boolean isError() {
        return severity == ERROR || severity == 2;
    }
}
