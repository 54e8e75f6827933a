package org.pvlazy.tlc;

/** A line of a module; the first is 1. */
public record SpecLine(String module, int line) {}
