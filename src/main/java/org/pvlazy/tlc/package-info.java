@NullMarked
package org.pvlazy.tlc;

import org.jspecify.annotations.NullMarked;
