package org.pvlazy.tlc;

/** Why a run does not answer the question. */
public enum FailureKind {
    /** A module does not parse, or is missing. */
    PARSE,
    /** The configuration is missing or wrong, or does not fit the module. */
    CONFIG,
    /** The specification cannot be evaluated somewhere. */
    EVALUATION,
    /** An ASSUME is false. */
    ASSUMPTION,
    /** The process did not end by itself. */
    KILLED,
    /** The time was up. */
    TIMEOUT,
    /** TLC ended without error but did not check everything. */
    INCOMPLETE,
    /** TLC did not understand its command line. */
    USAGE,
    /** Anything else. */
    OTHER
}
