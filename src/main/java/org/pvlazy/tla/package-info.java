@NullMarked
package org.pvlazy.tla;

import org.jspecify.annotations.NullMarked;
