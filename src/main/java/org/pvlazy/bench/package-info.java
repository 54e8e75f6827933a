/** What lazy destroy buys: the implementation runs free, with time that the Ultravisor takes, and is measured. */
@NullMarked
package org.pvlazy.bench;

import org.jspecify.annotations.NullMarked;
