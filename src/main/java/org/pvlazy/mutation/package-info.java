/**
 * Mutants: faults made on purpose, mechanically and many, to see which check notices which. A {@link org.pvlazy.mutation.Mutant} is a
 * change of a specification, of what a check is told ("set-up"), or of the implementation (made by PIT and read from its report). The
 * matrix says what killed each. A mutant that cannot be parsed or evaluated is invalid, which is not killed.
 */
@NullMarked
package org.pvlazy.mutation;

import org.jspecify.annotations.NullMarked;
