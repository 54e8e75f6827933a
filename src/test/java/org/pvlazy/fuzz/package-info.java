/** Damaged inputs for everything that reads: each is understood or refused in one line, and nothing else ever happens. */
@NullMarked
package org.pvlazy.fuzz;

import org.jspecify.annotations.NullMarked;
