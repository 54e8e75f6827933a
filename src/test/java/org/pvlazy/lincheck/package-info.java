/** Lincheck for the plain data structures that threads share: those without a probe, which no replay can interleave. */
@NullMarked
package org.pvlazy.lincheck;

import org.jspecify.annotations.NullMarked;
