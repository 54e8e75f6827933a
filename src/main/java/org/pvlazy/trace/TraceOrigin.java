package org.pvlazy.trace;

/**
 * Where a trace comes from.
 *
 * @param model the model's name
 * @param variant the variant of the specification
 * @param specHash the hash of the specification and configuration that made it
 * @param tool what made it, with version
 */
public record TraceOrigin(String model, String variant, String specHash, String tool) {}
