/**
 * TLC, used in two ways: as a forked checker whose verdict is judged ({@link org.pvlazy.tlc.TlcRun},
 * {@link org.pvlazy.tlc.Verdict}), and as a library whose evaluator gives every edge of the reachable graph
 * ({@link org.pvlazy.tlc.GraphBuilder}, {@link org.pvlazy.tlc.Evaluator}).
 *
 * <p>TLC keeps its specification in static fields. The library therefore runs in a class loader of its own for each
 * specification ({@link org.pvlazy.tlc.IsolatedTlc}); nothing outside {@code org.pvlazy.tlc.embedded} refers to a class of
 * TLC.
 */
@NullMarked
package org.pvlazy.tlc;

import org.jspecify.annotations.NullMarked;
