/**
 * The adapter to TLC's evaluator. These classes are loaded once for each specification, next to a private copy of TLC; the
 * rest of the program meets them only through {@link org.pvlazy.tlc.Evaluator}.
 */
@NullMarked
package org.pvlazy.tlc.embedded;

import org.jspecify.annotations.NullMarked;
