package org.pvlazy.cli;

/** What the exit code says. Interrupted runs end with 130, as every process that Ctrl-C ends. */
final class ExitCode {
    /** Every verdict is as expected. */
    static final int EXPECTED = 0;

    /** A divergence, or a verdict that is not the expected one. */
    static final int UNEXPECTED = 1;

    /** Wrong usage or bad input: an unknown option, model or trace, a damaged file. */
    static final int USAGE = 2;

    /** No verdict: a specification that cannot be parsed or evaluated, a TLC that died. */
    static final int INCONCLUSIVE = 3;

    /** Something around the tool is missing: TLC, a JDK, a folder that can be written. */
    static final int ENVIRONMENT = 4;

    /** A bug in the tool. */
    static final int BUG = 70;

    private ExitCode() {}
}
