@NullMarked
package org.pvlazy.mm;

import org.jspecify.annotations.NullMarked;
