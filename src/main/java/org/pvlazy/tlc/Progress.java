package org.pvlazy.tlc;

/**
 * How far a search is.
 *
 * @param depth length of the longest behaviour so far, in states
 * @param generated states generated, repetitions included
 * @param distinct states found
 * @param queued states found but not explored
 */
public record Progress(int depth, long generated, long distinct, long queued) {}
