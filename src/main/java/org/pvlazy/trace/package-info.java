@NullMarked
package org.pvlazy.trace;

import org.jspecify.annotations.NullMarked;
