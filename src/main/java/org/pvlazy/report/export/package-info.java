/** Traces in the formats of other tools. */
@NullMarked
package org.pvlazy.report.export;

import org.jspecify.annotations.NullMarked;
