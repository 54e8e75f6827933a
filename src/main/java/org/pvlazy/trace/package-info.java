/**
 * Traces: behaviours of a specification with, for each step, its action, the thread that takes it and the kernel function it
 * stands for, and their files in Apalache's ITF format.
 *
 * <p>How values are written: integers as JSON numbers, or as {@code {"#bigint": "..."}} beyond 2^53; truth values and strings
 * as themselves; {@code {"#set": [...]}}, {@code {"#tup": [...]}}, {@code {"#map": [[key, value], ...]}}; records as objects.
 * ITF has no word for TLC's model values and writes them as strings, which confuses {@code a} with {@code "a"}; here they are
 * {@code {"#model": "a"}}.
 */
@NullMarked
package org.pvlazy.trace;

import org.jspecify.annotations.NullMarked;
