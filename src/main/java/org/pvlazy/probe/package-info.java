/**
 * The seam of the reference implementation: where a thread stands ({@link org.pvlazy.probe.Step},
 * {@link org.pvlazy.probe.Probe}), what is decided outside of the code ({@link org.pvlazy.probe.Environment}) and which
 * posting of the series the code follows ({@link org.pvlazy.probe.Switches}).
 */
@NullMarked
package org.pvlazy.probe;

import org.jspecify.annotations.NullMarked;
