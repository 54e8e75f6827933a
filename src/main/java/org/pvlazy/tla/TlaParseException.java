package org.pvlazy.tla;

/** A text is not the TLA+ value or state it should be. The message begins with line and column, both from 1. */
public final class TlaParseException extends Exception {
    private static final long serialVersionUID = 1L;
    private final int line;
    private final int column;

    TlaParseException(int line, int column, String problem) {
        super("line " + line + ", column " + column + ": " + problem);
        this.line = line;
        this.column = column;
    }

    /** The line of the problem, from 1. */
    public int line() {
        return line;
    }

    /** The column of the problem, from 1. */
    public int column() {
        return column;
    }
}
