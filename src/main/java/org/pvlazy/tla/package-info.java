/**
 * Values, states and action labels of TLA+ as plain immutable data: what both the specification side and the conformance
 * tests compare. Nothing here knows TLC.
 */
@NullMarked
package org.pvlazy.tla;

import org.jspecify.annotations.NullMarked;
