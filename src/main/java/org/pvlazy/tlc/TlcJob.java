package org.pvlazy.tlc;

/** A model to check and how. */
public record TlcJob(SpecFiles model, TlcOptions options) {}
