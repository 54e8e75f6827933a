/**
 * The page of one trace: a file of its own that a browser shows without a network. Everything that is drawn or said is made here; the
 * script in the page only chooses what of it is seen.
 */
@NullMarked
package org.pvlazy.report.page;

import org.jspecify.annotations.NullMarked;
