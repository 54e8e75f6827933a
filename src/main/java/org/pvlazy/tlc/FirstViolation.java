package org.pvlazy.tlc;

import org.jspecify.annotations.Nullable;

/**
 * What a search comes to that ends where the first invariant is violated.
 *
 * @param property the invariant; null if none is violated
 * @param distinct states found until then
 * @param generated states generated until then
 */
public record FirstViolation(@Nullable String property, long distinct, long generated) {}
